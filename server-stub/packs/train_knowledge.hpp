// Training of the knowledge pack: which words go with which occupation, learnt from texts about occupations.
// A softmax over all occupations and groups, whose input is the sum of hashed words and pieces of words; rows and
// concepts are vectors of one space. The same texts and seed give the same bytes on every processor: floats are
// only added, multiplied, divided and rooted, in a fixed order, never fused, and the exponential is our own.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "taxonomy/knowledge.hpp"

namespace passerelle {

// How much a text says: names most, optional skills least.
enum class TextKind : std::uint8_t { name, description, essential_skill, optional_skill };

struct TrainingText {
    std::uint32_t row = 0;  // an occupation, or behind the last of them a group
    TextKind kind = TextKind::name;
    bool own_language = true;  // of the pack, and not another whose words may be akin
    std::string text;
};

struct TrainingOptions {
    std::uint64_t seed = 1;
    std::uint32_t examples = 0;  // drawn, by the weight of their kind; 0: enough for the number of texts
};

// `unit_codes` are the four-digit ISCO-08 codes of the occupations. `progress` hears of each tenth.
// Error "training-empty" when there is no text.
[[nodiscard]] Result<Knowledge::Parts> train_knowledge(const std::vector<TrainingText>& texts,
                                                       std::span<const std::uint16_t> unit_codes,
                                                       const TrainingOptions& options,
                                                       const std::function<void(int percent)>& progress);

}  // namespace passerelle
