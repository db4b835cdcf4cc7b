// How long the words of an offer may be: every device that takes its region carries them.
#pragma once

#include <cstddef>

namespace passerelle {

inline constexpr std::size_t longest_offer_name = 300;  // characters of a title, an employer, a place, a postcode
inline constexpr std::size_t longest_offer_url = 2000;  // bytes

}  // namespace passerelle
