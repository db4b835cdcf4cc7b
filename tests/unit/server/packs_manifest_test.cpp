#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "commands.hpp"
#include "packs/files.hpp"
#include "packs/make_packs.hpp"
#include "packs/manifest.hpp"
#include "packs/options.hpp"
#include "packs/pack_set.hpp"
#include "packs/region.hpp"
#include "unit/server/packs_support.hpp"

using namespace passerelle;

namespace {

std::vector<NewPack> demo_packs() {
    const DemoRegion region = read_demo_region(test::region_directory()).value();
    return make_demo_packs(region, 1, 20, *CivilDate::from_ymd(2026, 3, 27)).value();
}

}  // namespace

TEST_CASE("Published packs are named by their content and open together") {
    const test::TemporaryDirectory directory;
    const std::vector<NewPack> packs = demo_packs();
    const Result<std::vector<std::string>> dropped = publish_packs(directory.path(), packs);
    REQUIRE(dropped);
    CHECK(dropped->empty());
    const Result<std::vector<ManifestEntry>> manifest = read_manifest(directory.path());
    REQUIRE(manifest);
    std::uint64_t offers = 0;
    for (const ManifestEntry& entry : *manifest) {
        if (entry.name == "offers") offers += entry.count;
        CHECK(entry.region.empty() == (entry.name != "offers"));
    }
    CHECK(offers == 20);
    for (const ManifestEntry& entry : *manifest) {
        CHECK(entry.file == entry.name + "." + entry.identity + ".pack");
        CHECK(std::filesystem::file_size(directory.file(entry.file)) == entry.bytes);
    }
    const Result<PackSet> set = PackSet::open(directory.path());
    REQUIRE(set);
    CHECK(set->offers().size() == manifest->size() - 3);
    CHECK(set->taxonomy().places != nullptr);
}

TEST_CASE("A directory without packs does not pass the check") {
    const test::TemporaryDirectory directory;
    const auto check = [](const std::string& path) {
        const std::array<const char*, 2> arguments = {"check", path.c_str()};
        return pack_command(static_cast<int>(arguments.size()), arguments.data());
    };
    CHECK(check(directory.file("nowhere")) == 1);
    REQUIRE(publish_packs(directory.path(), demo_packs()));
    CHECK(check(directory.path()) == 0);
}

TEST_CASE("An import keeps what a source brought only when its packs were published") {
    const test::TemporaryDirectory packs, out;
    REQUIRE(publish_packs(packs.path(), demo_packs()));
    const std::string table = packs.file("t.csv");
    REQUIRE_FALSE(write_whole_file(table, "id,title\n1,Maçon\n"));
    const auto import = [&] {
        const std::array<const char*, 6> arguments = {"table", table.c_str(),     "--packs", packs.path().c_str(),
                                                      "--out", out.path().c_str()};
        return import_command(static_cast<int>(arguments.size()), arguments.data());
    };
    REQUIRE_FALSE(write_whole_file(out.file("manifest.json"), "{"));
    CHECK(import() == 1);
    CHECK_FALSE(std::filesystem::exists(out.file("sources")));
    std::filesystem::remove(out.file("manifest.json"));
    CHECK(import() == 0);
    CHECK(std::filesystem::exists(out.file("sources/table.pack")));
}

TEST_CASE("A manifest reads back as it was written and refuses names that could leave the directory") {
    const std::vector<ManifestEntry> entries = {
        {"offers", "offers.0123456789abcdef.pack", 12, 3, "0123456789abcdef", "charleroi",
         ManifestDelta{"offers-delta.fedcba9876543210.pack", 4, "fedcba9876543210"}}};
    const Result<std::vector<ManifestEntry>> again = manifest_from_json(to_json(entries));
    REQUIRE(again);
    CHECK(*again == entries);
    Json json = to_json(entries);
    json["packs"][0]["file"] = "../offers.0123456789abcdef.pack";
    CHECK_FALSE(manifest_from_json(json));
    CHECK_FALSE(manifest_from_json(Json::array()));
    json = to_json(entries);
    json["packs"][0]["delta"]["file"] = "../offers-delta.fedcba9876543210.pack";
    CHECK_FALSE(manifest_from_json(json));
    json = to_json(entries);
    json["packs"][0]["region"] = "../charleroi";
    CHECK_FALSE(manifest_from_json(json));
}

TEST_CASE("Packs of another taxonomy leave the manifest when the taxonomy changes, and their files stay") {
    const test::TemporaryDirectory directory;
    const std::vector<NewPack> packs = demo_packs();
    REQUIRE(publish_packs(directory.path(), packs));
    const std::vector<ManifestEntry> before = read_manifest(directory.path()).value();

    EscoData small;
    small.occupations = {{"https://passerelle.example/occupation/a", "7112", "maçon", {}}};
    small.skills = {{"https://passerelle.example/skill/a", "préparer du mortier", {}}};
    ImportReport report;
    const Result<std::vector<NewPack>> others = make_taxonomy_packs(small, "fr", report);
    REQUIRE(others);
    const Result<std::vector<std::string>> dropped = publish_packs(directory.path(), *others);
    REQUIRE(dropped);
    CHECK_FALSE(dropped->empty());
    for (const std::string& name : *dropped) CHECK(name.starts_with("offers-"));
    const Result<PackSet> set = PackSet::open(directory.path());
    REQUIRE(set);
    CHECK(set->offers().empty());
    CHECK(set->occupations()->size() == 1);
    CHECK(set->places() != nullptr);
    for (const ManifestEntry& entry : before) CHECK(std::filesystem::exists(directory.file(entry.file)));
}

TEST_CASE("A new day is published as a delta while it is small, and as new packs when it is not") {
    const test::TemporaryDirectory directory;
    const DemoRegion region = read_demo_region(test::region_directory()).value();
    const auto day_of = [&](std::uint32_t offers) {
        return make_demo_packs(region, 1, offers, *CivilDate::from_ymd(2026, 3, 27)).value();
    };
    const auto charleroi = [&] {
        const std::vector<ManifestEntry> entries = read_manifest(directory.path()).value();
        for (const ManifestEntry& entry : entries) {
            if (entry.region == "charleroi") return entry;
        }
        return ManifestEntry{};
    };
    REQUIRE(publish_packs(directory.path(), day_of(2000)));
    const ManifestEntry first = charleroi();
    CHECK_FALSE(first.delta);

    REQUIRE(publish_packs(directory.path(), day_of(2040)));
    const ManifestEntry second = charleroi();
    CHECK(second.file == first.file);
    REQUIRE(second.delta);
    CHECK(second.delta->bytes * 4 < second.bytes);
    CHECK(second.count > first.count);
    // What is read back is today's, byte for byte.
    const std::vector<StoredPack> packs = read_packs(directory.path()).value();
    for (const NewPack& pack : day_of(2040)) {
        CHECK(std::any_of(packs.begin(), packs.end(), [&](const StoredPack& stored) {
            return stored.name == pack.name && stored.region == pack.region && stored.bytes == pack.bytes;
        }));
    }

    // Back to the first day: its pack is there, without a delta.
    REQUIRE(publish_packs(directory.path(), day_of(2000)));
    CHECK(charleroi() == first);

    REQUIRE(publish_packs(directory.path(), day_of(4000)));
    CHECK(charleroi().file != first.file);
    CHECK_FALSE(charleroi().delta);
}

TEST_CASE("A damaged pack is refused and named") {
    const test::TemporaryDirectory directory;
    REQUIRE(publish_packs(directory.path(), demo_packs()));
    const std::string file = read_manifest(directory.path()).value().front().file;
    std::string bytes = read_whole_file(directory.file(file)).value();
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    REQUIRE_FALSE(write_whole_file(directory.file(file), bytes));
    const Result<PackSet> set = PackSet::open(directory.path());
    REQUIRE_FALSE(set);
    CHECK(set.error().code == "pack-damaged");
}

TEST_CASE("Files are read from a directory and refused when they can not be read") {
    const test::TemporaryDirectory directory;
    REQUIRE_FALSE(write_whole_file(directory.file("b.csv"), "2"));
    REQUIRE_FALSE(write_whole_file(directory.file("a.csv"), "1"));
    REQUIRE_FALSE(write_whole_file(directory.file("a.txt"), "no"));
    const auto is_csv = [](std::string_view name) { return name.ends_with(".csv"); };
    const Result<std::vector<InputFile>> files = read_input_files(directory.path(), is_csv);
    REQUIRE(files);
    REQUIRE(files->size() == 2);
    CHECK((*files)[0].name == "a.csv");
    CHECK((*files)[1].text == "2");

    REQUIRE_FALSE(write_whole_file(directory.file("c.zip"), "this is no archive"));
    const Result<std::vector<InputFile>> damaged = read_input_files(directory.path(), is_csv);
    REQUIRE_FALSE(damaged);
    CHECK(damaged.error().code == "file-unreadable");
    CHECK_FALSE(read_whole_file(directory.file("absent")));
    CHECK(write_whole_file(directory.file("no/such/folder"), "x"));
}

TEST_CASE("Options take values, and anything unknown or incomplete is refused") {
    const std::vector<const char*> words = {"demo", "--seed", "7", "--out", "x"};
    const std::optional<Options> options =
        Options::parse(static_cast<int>(words.size()), words.data(), {"--seed", "--out", "--offers"});
    REQUIRE(options);
    CHECK(options->plain() == std::vector<std::string>{"demo"});
    CHECK(options->value("--out") == "x");
    CHECK(options->count("--seed", 1, 100) == 7U);
    CHECK_FALSE(options->count("--seed", 1, 5));
    CHECK(options->count("--offers", 5000, 10'000) == 5000U);
    CHECK_FALSE(Options::parse(2, words.data(), {"--seed"}));
    CHECK_FALSE(Options::parse(3, words.data(), {"--out"}));
}
