// passerelle match: the offers of packs for one profile or résumé, best first, one JSON object a line with the points
// and the reason of every criterion.
#include <array>
#include <chrono>
#include <cstdio>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "commands.hpp"
#include "match/explain.hpp"
#include "packs/files.hpp"
#include "packs/json_resume.hpp"
#include "packs/options.hpp"
#include "packs/pack_set.hpp"
#include "packs/questions.hpp"
#include "profile/facts.hpp"

namespace passerelle {
namespace {

int usage() {
    std::fputs(
        "usage: passerelle match --profile FILE --pack PACK... [--content CONTENT_PACK] [--weights FILE]\n"
        "                        [--today YYYY-MM-DD] [--top 20]\n"
        "       passerelle match --profile FILE --packs PACKS_DIR ...\n"
        "FILE: a profile document, or a JSON Resume. PACK...: occupations and offers, and skills and places where\n"
        "there are, in any order. CONTENT_PACK says which answers of a profile serve matching; without it, the "
        "questions\n"
        "that this program was built with.\n",
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
            // Without a pack of skills nothing names one.
            if (taxonomy.skills == nullptr) return argument.value;
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
                              {"label", std::string(taxonomy.occupations->label(*source.occupation))},
                              {"certainty", source.occupation_certainty}};
    }
    return line;
}

Result<Json> json_file(const std::string& path) {
    const Result<std::string> text = read_whole_file(path);
    if (!text) return Error{text.error().code, path, text.error().message};
    Result<Json> json = parse_json(*text);
    if (!json) return Error{json.error().code, path, json.error().message};
    return json;
}

Result<MatchFacts> facts_of(const Json& document, const std::string& content_path, const MatchTaxonomy& taxonomy,
                            CivilDate today) {
    if (is_json_resume(document)) {
        ResumeReading reading = read_json_resume(document, taxonomy, today);
        for (const std::string& line : reading.not_understood)
            std::fprintf(stderr, "not understood: %s\n", line.c_str());
        return std::move(reading.facts);
    }
    const Result<Profile> profile = profile_from_json(document);
    if (!profile) return profile.error();
    if (content_path.empty()) {
        const Result<Content> questions = Content::load(own_questions());
        if (!questions) return questions.error();
        return match_facts(*profile, *questions);
    }
    const Result<std::string> bytes = read_whole_file(content_path);
    if (!bytes) return Error{bytes.error().code, content_path, bytes.error().message};
    const Result<Content> content = Content::load(*bytes);
    if (!content) return content.error();
    return match_facts(*profile, *content);
}

Result<Weights> weights_of(const std::string& path) {
    if (path.empty()) return Weights{};
    const Result<Json> json = json_file(path);
    if (!json) return json.error();
    return weights_from_json(*json);
}

Result<PackSet> packs_of(const Options& options) {
    if (const std::string directory = options.value("--packs"); !directory.empty()) return PackSet::open(directory);
    // "--pack A B C": the first is the option's value, the others stand alone.
    std::vector<std::string> paths = options.plain();
    paths.insert(paths.begin(), options.value("--pack"));
    return PackSet::open_files(paths);
}

int run(const Options& options, CivilDate today, std::size_t top) {
    const Result<Json> document = json_file(options.value("--profile"));
    if (!document) return failed(document.error());
    const Result<Weights> weights = weights_of(options.value("--weights"));
    if (!weights) return failed(weights.error());
    const Result<PackSet> packs = packs_of(options);
    if (!packs) return failed(packs.error());
    const MatchTaxonomy taxonomy = packs->taxonomy();
    const std::span<const OfferPack* const> offers = packs->offers();
    if (taxonomy.occupations == nullptr || offers.empty())
        return failed({"packs-missing", "", "occupations and offers are needed"});
    const Result<MatchFacts> facts = facts_of(*document, options.value("--content"), taxonomy, today);
    if (!facts) return failed(facts.error());

    const MatchPerson person = compile_person(*facts, taxonomy, today);
    const auto before = std::chrono::steady_clock::now();
    const Ranking ranking = rank(person, offers, *weights, {}, top);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - before;
    std::fprintf(stderr, "%u offers ranked in %.2f ms\n", ranking.considered, took.count());
    if (ranking.packs_left_out > 0)
        std::fprintf(stderr, "%u packs of offers left out: made for other occupations or skills\n",
                     ranking.packs_left_out);
    for (const Ranked& ranked : ranking.best) {
        const OfferPack& pack = *offers[ranked.pack];
        const Explained explained = explain(person, pack, ranked.offer, *weights, {}, taxonomy);
        std::printf("%s\n", dump_json(to_line(pack, ranked.offer, explained, taxonomy)).c_str());
    }
    return 0;
}

}  // namespace

int match_command(int argc, const char* const* argv) {
    const std::optional<Options> options =
        Options::parse(argc, argv, {"--profile", "--pack", "--packs", "--content", "--weights", "--today", "--top"});
    if (!options || options->value("--profile").empty()) return usage();
    const bool directory = !options->value("--packs").empty();
    if (directory == !options->value("--pack").empty() || (directory && !options->plain().empty())) return usage();
    const std::optional<std::uint64_t> top = options->count("--top", 20, 1'000'000);
    const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now().time_since_epoch());
    const std::optional<CivilDate> today =
        options->value("--today").empty() ? std::optional(CivilDate::from_days(static_cast<std::int32_t>(now.count())))
                                          : CivilDate::parse(options->value("--today"));
    if (!top || !today) return usage();
    return run(*options, *today, *top);
}

}  // namespace passerelle
