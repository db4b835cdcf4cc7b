// The pages: which ones there are, in which order, and what each shows. One file a page below pages/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "portal/context.hpp"

namespace passerelle {

enum class RouteKind : std::uint8_t {
    home,
    profile,       // the list of its pages
    profile_page,  // one page of questions: first = page id
    profile_item,  // one item of a list: first = list, second = item
    profile_check,
    rights,
    right,  // first = measure
    shortage,
    offers,
    offer,  // first = offer id
    account,
    send,
    help,
    not_found,
};

struct Route {
    RouteKind kind = RouteKind::not_found;
    std::string first;
    std::string second;
};

// path begins with the language ("/fr/profil/situation"); what follows "?" or "#" is not looked at.
[[nodiscard]] Route route_of(std::string_view path);
// The route of the model's path; not_found when what it names is not there (an item that was removed, no such measure).
[[nodiscard]] Route route_shown(const Model& model, const World& world);

// The pages of the profile in order, each with the sections it shows.
struct ProfilePage {
    std::string id;  // also its address
    std::vector<const Section*> sections;
};
[[nodiscard]] std::vector<ProfilePage> profile_pages(const Content& content);

// The page of this model: header, main and footer.
[[nodiscard]] Page view(const Model& model, const World& world);

// The main panel of each page; its label is the page's h1 and title.
[[nodiscard]] Block home_page(const Context& context);
[[nodiscard]] Block profile_page_list(const Context& context);
[[nodiscard]] Block profile_question_page(const Context& context, std::string_view page);
[[nodiscard]] Block profile_item_page(const Context& context, std::string_view list, std::string_view item);
[[nodiscard]] Block profile_check_page(const Context& context);
[[nodiscard]] Block rights_page(const Context& context);
[[nodiscard]] Block right_page(const Context& context, std::string_view measure);
[[nodiscard]] Block shortage_page(const Context& context);
[[nodiscard]] Block offers_page(const Context& context);
[[nodiscard]] Block offer_page(const Context& context, std::string_view offer);
[[nodiscard]] Block account_page(const Context& context);
[[nodiscard]] Block send_page(const Context& context);
[[nodiscard]] Block help_page(const Context& context);

// The one line that is always true: what is saved where.
[[nodiscard]] Block status_block(const Context& context);

// The page that shows a section's questions: "/fr/profil/search" for the list "wish".
[[nodiscard]] std::string address_of_section(const Content& content, std::string_view section);
// Where one goes on to after a page of questions.
[[nodiscard]] std::string address_after(const Content& content, std::string_view profile_page);

}  // namespace passerelle
