#include "packs/esco_texts.hpp"

#include <array>
#include <map>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "packs/csv.hpp"
#include "packs/esco_files.hpp"

namespace passerelle {
namespace {

// A description, cut where its sentences and their parts end.
std::vector<std::string> sentences_of(std::string_view text) {
    std::vector<std::string> sentences;
    std::size_t from = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool end = text[at] == '\n' || (std::string_view(".;:!?").find(text[at]) != std::string_view::npos &&
                                              at + 1 < text.size() && (text[at + 1] == ' ' || text[at + 1] == '\n'));
        if (!end) continue;
        sentences.push_back(tidy_line(text.substr(from, at + 1 - from)));
        from = at + 1;
    }
    sentences.push_back(tidy_line(text.substr(from)));
    std::erase(sentences, std::string());
    return sentences;
}

class Reader {
  public:
    explicit Reader(const OccupationPack& occupations) : occupations_(occupations) {}

    std::optional<Error> read(const InputFile& file, const EscoFile& list) {
        const bool own = list.language == occupations_.language();
        switch (list.kind) {
            case EscoKind::occupations:
            case EscoKind::isco_groups:
                return read_concepts(file, list.kind == EscoKind::isco_groups, own);
            case EscoKind::skills:
                return read_skills(file, list.language);
            case EscoKind::links:
                return read_links(file);
            case EscoKind::skill_groups:
            case EscoKind::broader_skills:
                break;  // they say nothing about occupations
        }
        return std::nullopt;
    }

    // Skills are told in the pack's language and in English; of others there is nothing more to learn.
    std::vector<TrainingText> finish() {
        for (const auto& [language, skills] : skills_) {
            const bool own = language == occupations_.language();
            if (!own && language != "en") continue;
            for (const auto& [link, essential] : links_) {
                const auto skill = skills.find(link.second);
                if (skill == skills.end()) continue;
                const TextKind kind = essential ? TextKind::essential_skill : TextKind::optional_skill;
                texts_.push_back({link.first, kind, own, skill->second});
            }
        }
        return std::move(texts_);
    }

  private:
    std::optional<Error> read_concepts(const InputFile& file, bool groups, bool own) {
        static constexpr std::array<std::string_view, 3> columns = {"conceptUri", "preferredLabel", "altLabels"};
        return for_each_record(file.text, file.name, columns, [&](const CsvTable& table) {
            const auto row = occupations_.place_of(table.field("conceptUri")).knowledge_row;
            if (!row) return;
            std::vector<std::string> names = labels_in(table.field("preferredLabel"));
            if (!groups) {
                for (std::string& name : labels_in(table.field("altLabels"))) names.push_back(std::move(name));
            }
            for (std::string& name : names) texts_.push_back({*row, TextKind::name, own, std::move(name)});
            for (std::string& sentence : sentences_of(table.field("description")))
                texts_.push_back({*row, TextKind::description, own, std::move(sentence)});
        });
    }

    std::optional<Error> read_skills(const InputFile& file, const std::string& language) {
        static constexpr std::array<std::string_view, 2> columns = {"conceptUri", "preferredLabel"};
        return for_each_record(file.text, file.name, columns, [&](const CsvTable& table) {
            std::string label = tidy_line(table.field("preferredLabel"));
            if (label.empty()) return;
            skills_[language].insert_or_assign(std::string(table.field("conceptUri")), std::move(label));
        });
    }

    std::optional<Error> read_links(const InputFile& file) {
        static constexpr std::array<std::string_view, 3> columns = {"occupationUri", "relationType", "skillUri"};
        return for_each_record(file.text, file.name, columns, [&](const CsvTable& table) {
            const auto occupation = occupations_.find_uri(table.field("occupationUri"));
            if (!occupation) return;
            bool& essential = links_[{*occupation, std::string(table.field("skillUri"))}];
            essential = essential || table.field("relationType") == "essential";
        });
    }

    const OccupationPack& occupations_;
    std::vector<TrainingText> texts_;
    std::map<std::string, std::map<std::string, std::string, std::less<>>> skills_;  // language -> URI -> label
    std::map<std::pair<std::uint32_t, std::string>, bool> links_;                    // essential?
};

}  // namespace

bool is_esco_text_file(std::string_view name) {
    return recognise_esco_file(name).has_value();
}

Result<std::vector<TrainingText>> read_esco_texts(const std::vector<InputFile>& files,
                                                  const OccupationPack& occupations) {
    Reader reader(occupations);
    for (const InputFile& file : files) {
        const std::optional<EscoFile> list = recognise_esco_file(file.name);
        if (!list) continue;
        if (auto error = reader.read(file, *list)) return *error;
    }
    std::vector<TrainingText> texts = reader.finish();
    if (texts.empty()) return refusal({"ESCO", 0, "", "nothing about the occupations of the pack"});
    return texts;
}

}  // namespace passerelle
