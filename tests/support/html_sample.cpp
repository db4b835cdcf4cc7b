// Prints rendered pages as JSON lines {"plain": html, "hostile": html}, for a check with a browser's own parser:
//   html_sample COUNT SEED
// Both are whole documents with the same blocks; "hostile" has hostile text in every string that "plain" has.
#include <cstdio>
#include <cstdlib>

#include "base/json.hpp"
#include "html/render.hpp"
#include "support/pages.hpp"

int main(int count, char** arguments) {
    using namespace passerelle;
    if (count != 3) {
        std::fputs("usage: html_sample COUNT SEED\n", stderr);
        return 2;
    }
    const unsigned long long seed = std::strtoull(arguments[2], nullptr, 10);
    const unsigned long long pages = std::strtoull(arguments[1], nullptr, 10);
    for (unsigned long long i = 0; i < pages; ++i) {
        test::Random random(seed + i);
        const Page plain = test::random_page(random);
        const Page hostile = test::hostile_copy(plain, random);
        Json line = Json::object();
        line["seed"] = seed + i;
        line["plain"] = render_document(plain, {});
        line["hostile"] = render_document(hostile, {});
        std::puts(dump_json(line).c_str());
    }
    return 0;
}
