#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>

#include "sync/clock.hpp"
#include "unit/sync/sync_support.hpp"

using namespace passerelle;
using namespace passerelle::test;

TEST_CASE("a clock never runs backwards, whatever the wall clock does") {
    REQUIRE(rc::check([](const std::vector<std::int32_t>& walls) {
        Clock clock{0, 0, phone};
        for (const std::int32_t wall : walls) {
            const Clock next = clock.tick(noon_ms + wall);
            RC_ASSERT(clock.before(next));
            RC_ASSERT(!next.before(clock));
            clock = next;
        }
    }));
}

TEST_CASE("the time of the service moves a clock that runs behind, and a wrong time does not") {
    const Clock clock{noon_ms, 4, phone};
    CHECK(clock.observe(noon_ms + 5000, noon_ms).wall_ms == noon_ms + 5000);
    CHECK(clock.observe(noon_ms - 5000, noon_ms) == clock);
    CHECK(clock.observe(noon_ms + 400LL * 86'400'000, noon_ms) == clock);
}

TEST_CASE("a clock reads back from its JSON and names what is wrong in another") {
    const Clock clock{noon_ms, 4, phone};
    CHECK(clock_from_json(to_json(clock), "clock").value() == clock);
    CHECK(clock_from_json(Json{{"wall_ms", 1}, {"counter", -1}, {"device", "d"}}, "changes/0/clock").error().field ==
          "changes/0/clock/counter");
    CHECK(clock_from_json(Json("noon"), "clock").error().code == "sync-shape");
}
