// passerelle match: the offers of a directory of packs for one profile, best first, one JSON object a line with the
// points and the reason of every criterion.
#include <array>
#include <chrono>
#include <cstdio>
#include <optional>
#include <string>
#include <utility>

#include "base/json.hpp"
#include "commands.hpp"
#include "match/explain.hpp"
#include "packs/files.hpp"
#include "packs/options.hpp"
#include "packs/pack_set.hpp"
#include "profile/facts.hpp"

namespace passerelle {
namespace {

int usage() {
    std::fputs(
        "usage: passerelle match --profile FILE --packs PACKS_DIR [--content CONTENT_PACK] [--weights FILE]\n"
        "                        [--today YYYY-MM-DD] [--top 20]\n"
        "CONTENT_PACK (default PACKS_DIR/content.fr.json) says which answers serve matching.\n",
        stderr);
    return 2;
}

int failed(const Error& error) {
    std::fprintf(stderr, "passerelle match: %s %s (%s)\n", error.field.c_str(), error.message.c_str(),
                 error.code.c_str());
    return 1;
}

// What an argument stands for, as a reader of the line would look it up.
Json named(const Argument& argument, const MatchTaxonomy& taxonomy) {
    const auto index = static_cast<std::size_t>(argument.value);
    switch (argument.kind) {
        case Argument::Kind::occupation:
            return std::string(taxonomy.occupations->label(static_cast<OccupationIndex>(index)));
        case Argument::Kind::skill:
            return std::string(taxonomy.skills->label(static_cast<SkillIndex>(index)));
        case Argument::Kind::language: {
            const std::array<char, 2> letters = language_letters(static_cast<std::uint16_t>(index));
            return std::string(letters.begin(), letters.end());
        }
        case Argument::Kind::language_level:
            return std::string(language_level_names[index]);
        case Argument::Kind::studies:
            return std::string(index < studies_names.size() ? studies_names[index] : "unknown");
        case Argument::Kind::licence:
            return std::string(licence_names[index]);
        case Argument::Kind::contract:
            return std::string(contract_names[index]);
        case Argument::Kind::working_time:
            return std::string(working_time_names[index]);
        case Argument::Kind::date:
            return CivilDate::from_days(static_cast<std::int32_t>(argument.value)).iso();
        case Argument::Kind::number:
        case Argument::Kind::kilometres:
        case Argument::Kind::months:
        case Argument::Kind::euro:
            return argument.value;
    }
    return argument.value;
}

Json to_line(const OfferPack& pack, std::uint32_t offer, const Explained& explained, const MatchTaxonomy& taxonomy) {
    const OfferSource source = pack.source(offer);
    Json reasons = Json::array();
    for (const Reason& reason : explained.reasons) {
        Json arguments = Json::array();
        for (const Argument& argument : reason.arguments) {
            arguments.push_back({{"name", std::string(argument.name)}, {"value", named(argument, taxonomy)}});
        }
        reasons.push_back({{"criterion", std::string(criterion_names[static_cast<std::size_t>(reason.criterion)])},
                           {"fit", std::string(fit_names[static_cast<std::size_t>(reason.fit)])},
                           {"points", reason.points},
                           {"maximum", reason.maximum},
                           {"text", std::string(reason.text_key)},
                           {"arguments", std::move(arguments)}});
    }
    Json line = {{"id", source.id},
                 {"title", source.title},
                 {"employer", source.employer},
                 {"place", source.place},
                 {"postcode", source.postcode},
                 {"points", explained.points},
                 {"reasons", std::move(reasons)}};
    if (source.occupation) {
        line["occupation"] = {{"uri", taxonomy.occupations->uri(*source.occupation)},
                              {"label", std::string(taxonomy.occupations->label(*source.occupation))}};
    }
    return line;
}

Result<Json> json_file(const std::string& path) {
    Result<std::string> text = read_whole_file(path);
    if (!text) return text.error();
    return parse_json(*text);
}

int run(const Options& options, CivilDate today, std::size_t top) {
    const std::string directory = options.value("--packs");
    const Result<Json> document = json_file(options.value("--profile"));
    if (!document) return failed(document.error());
    const Result<Profile> profile = profile_from_json(*document);
    if (!profile) return failed(profile.error());
    const Result<std::string> content_bytes =
        read_whole_file(options.value("--content", directory + "/content.fr.json"));
    if (!content_bytes) return failed(content_bytes.error());
    const Result<Content> content = Content::load(*content_bytes);
    if (!content) return failed(content.error());
    Weights weights;
    if (const std::string path = options.value("--weights"); !path.empty()) {
        const Result<Json> json = json_file(path);
        if (!json) return failed(json.error());
        const Result<Weights> read = weights_from_json(*json);
        if (!read) return failed(read.error());
        weights = *read;
    }
    const Result<PackSet> packs = PackSet::open(directory);
    if (!packs) return failed(packs.error());
    if (packs->occupations() == nullptr || packs->skills() == nullptr || packs->offers() == nullptr) {
        return failed({"packs-missing", directory, "occupations, skills and offers are needed"});
    }

    const MatchTaxonomy taxonomy = packs->taxonomy();
    const MatchPerson person = compile_person(match_facts(*profile, *content), taxonomy, today);
    const OfferPack* const offers = packs->offers();
    const auto before = std::chrono::steady_clock::now();
    const Ranking ranking = rank(person, std::span(&offers, 1), weights, {}, top);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - before;
    std::fprintf(stderr, "%u offers ranked in %.2f ms\n", ranking.considered, took.count());
    for (const Ranked& ranked : ranking.best) {
        const Explained explained = explain(person, *offers, ranked.offer, weights, {}, taxonomy);
        std::printf("%s\n", dump_json(to_line(*offers, ranked.offer, explained, taxonomy)).c_str());
    }
    return 0;
}

}  // namespace

int match_command(int argc, const char* const* argv) {
    const std::optional<Options> options =
        Options::parse(argc, argv, {"--profile", "--packs", "--content", "--weights", "--today", "--top"});
    if (!options || !options->plain().empty()) return usage();
    if (options->value("--profile").empty() || options->value("--packs").empty()) return usage();
    const std::optional<std::uint64_t> top = options->count("--top", 20, 1'000'000);
    const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now().time_since_epoch());
    const std::optional<CivilDate> today =
        options->value("--today").empty() ? std::optional(CivilDate::from_days(static_cast<std::int32_t>(now.count())))
                                          : CivilDate::parse(options->value("--today"));
    if (!top || !today) return usage();
    return run(*options, *today, *top);
}

}  // namespace passerelle
