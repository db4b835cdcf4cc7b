#include "portal/degrees.hpp"

#include <algorithm>

namespace passerelle {

Weights weights_of(const Degrees& degrees) {
    Weights weights;
    for (std::size_t index = 0; index < criterion_count; ++index) {
        std::uint16_t& weight = weights.of[index];
        switch (degrees[index]) {
            case 0:
                weight = 0;
                break;
            case 1:
                weight /= 2;
                break;
            // A criterion that counts little for most people must be able to count much for one: three times next to
            // nothing would still be next to nothing.
            case 3:
                weight = std::max<std::uint16_t>(150, static_cast<std::uint16_t>(2 * weight));
                break;
            case 4:
                weight = std::max<std::uint16_t>(400, static_cast<std::uint16_t>(3 * weight));
                break;
            default:
                break;
        }
    }
    return weights;
}

Json degrees_to_json(const Degrees& degrees) {
    Json json = Json::object();
    for (std::size_t index = 0; index < criterion_count; ++index)
        if (degrees[index] != usual_degree) json[std::string(criterion_names[index])] = degrees[index];
    return json;
}

Degrees degrees_from_json(const Json& json) {
    Degrees degrees = usual_degrees;
    for (std::size_t index = 0; index < criterion_count; ++index) {
        const std::int64_t degree = integer_or(json, criterion_names[index], usual_degree);
        if (degree >= 0 && degree <= highest_degree) degrees[index] = static_cast<std::uint8_t>(degree);
    }
    return degrees;
}

}  // namespace passerelle
