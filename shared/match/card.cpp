#include "match/card.hpp"

#include <algorithm>
#include <string_view>

namespace passerelle {
namespace {

constexpr int first_year = 2000;

std::optional<std::uint16_t> coarse_availability(const PersonStatements& says) {
    if (!says.available_from) return std::nullopt;
    if (*says.available_from <= says.today) return std::uint16_t{0};
    const CivilDate day = *says.available_from;
    const int month = (day.year() - first_year) * 12 + day.month() - 1 + (day.day() > 1 ? 1 : 0);
    return static_cast<std::uint16_t>(std::clamp(month, 0, 0xFFFE));
}

}  // namespace

std::uint8_t experience_band(std::uint16_t months) {
    const auto* const above = std::upper_bound(experience_bands.begin(), experience_bands.end(), months);
    return static_cast<std::uint8_t>(above - experience_bands.begin() - 1);
}

CoarsePlaces::CoarsePlaces(const PlacePack& places) {
    struct Sum {
        std::int64_t latitude = 0;
        std::int64_t longitude = 0;
        std::int64_t count = 0;
    };
    std::map<std::string_view, std::size_t> numbers;
    std::vector<Sum> sums;
    for (std::size_t index = 0; index < places.size(); ++index) {
        const auto place = static_cast<PlaceIndex>(index);
        const std::string_view name = places.arrondissement(place);
        if (name.empty()) continue;
        const std::size_t number = numbers.try_emplace(name, numbers.size()).first->second;
        if (number == sums.size()) {
            sums.emplace_back();
            places_.push_back({std::string(name), {}});
        }
        const Coordinates where = places.where(place);
        sums[number].latitude += where.latitude_e5;
        sums[number].longitude += where.longitude_e5;
        ++sums[number].count;
        by_position_.try_emplace({where.latitude_e5, where.longitude_e5}, number);
    }
    for (std::size_t number = 0; number < sums.size(); ++number) {
        places_[number].centre = {static_cast<std::int32_t>(sums[number].latitude / sums[number].count),
                                  static_cast<std::int32_t>(sums[number].longitude / sums[number].count)};
    }
}

std::optional<CoarsePlace> CoarsePlaces::of(Coordinates where) const {
    const auto found = by_position_.find({where.latitude_e5, where.longitude_e5});
    if (found == by_position_.end()) return std::nullopt;
    return places_[found->second];
}

CandidateCard::CandidateCard(std::uint64_t pseudonym, const PersonStatements& says, const CoarsePlaces* places)
    : pseudonym_(pseudonym) {
    shows_.wished = says.wished;
    for (const PersonStatements::Practice& practice : says.experience) {
        shows_.experience.push_back({practice.occupation, experience_band(practice.months)});
    }
    shows_.skills = says.skills;
    shows_.languages = says.languages;
    shows_.studies = says.studies;
    if (places != nullptr && says.home) shows_.place = places->of(*says.home);
    shows_.radius_km = says.radius_km;
    shows_.licences = says.licences;
    shows_.contracts = says.contracts;
    shows_.working_times = says.working_times;
    shows_.available_month = coarse_availability(says);
}

CivilDate first_day_of(std::uint16_t month) {
    return CivilDate::from_ymd(first_year + month / 12, month % 12 + 1, 1).value_or(CivilDate{});
}

PersonStatements statements_of(const CardContent& card, CivilDate today) {
    PersonStatements says;
    says.wished = card.wished;
    for (const CardContent::Practice& practice : card.experience) {
        says.experience.push_back({practice.occupation, experience_bands[practice.band]});
    }
    says.skills = card.skills;
    says.languages = card.languages;
    says.studies = card.studies;
    if (card.place) says.home = card.place->centre;
    says.radius_km = card.radius_km;
    says.licences = card.licences;
    says.contracts = card.contracts;
    says.working_times = card.working_times;
    if (card.available_month) says.available_from = first_day_of(*card.available_month);
    says.today = today;
    return says;
}

MatchPerson seen_by_employers(const PersonStatements& says, const MatchTaxonomy& taxonomy) {
    std::optional<CoarsePlaces> places;
    if (taxonomy.places != nullptr) places.emplace(*taxonomy.places);
    const CandidateCard card(0, says, places ? &*places : nullptr);
    return prepare(statements_of(card.shows(), says.today), taxonomy);
}

}  // namespace passerelle
