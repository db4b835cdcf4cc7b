// Pages for browsers before and without scripts: runs the core for one request and answers a whole document.
//
// GET: the page, from the visitor's draft if there is one. Makes none: a visitor with scripts leaves nothing here.
// POST: one press of a button with the fields of its form; the core's effects are carried out here (its requests go to
// the API within the process, with the visitor's session), its snapshot becomes the draft, for two hours. Answers 303
// when the core went to another page, and the document itself when it stayed (errors, suggestions) or when the draft is
// too long to be kept, which the page says. A post that is refused is answered with a page too, drawn by the core.
// Safe for many threads.
#pragma once

#include "api/api.hpp"
#include "api/page_core.hpp"
#include "store/drafts.hpp"

namespace passerelle {

class Pages {
  public:
    Pages(Database& database, Api& api, const PageCores& cores, bool https);

    [[nodiscard]] ApiResponse handle(const ApiRequest& request);

  private:
    struct Visit;
    ApiResponse respond(const ApiRequest& request);
    [[nodiscard]] ApiResponse refuse(const ApiRequest& request, ApiResponse problem) const;
    [[nodiscard]] Visit open_visit(const ApiRequest& request, const std::string& language) const;
    [[nodiscard]] bool speaks(std::string_view language) const;
    [[nodiscard]] std::string preferred_language(const ApiRequest& request) const;
    void keep_draft(Visit& visit, bool posts);
    [[nodiscard]] static Json start_message(const Visit& visit, const std::string& path);
    [[nodiscard]] static Json tell(const Visit& visit, Json message);
    void run(Visit& visit, Json message);
    Json carry_out(Visit& visit, const Json& effect);

    Database& database_;
    Api& api_;
    const PageCores& cores_;
    bool https_;
    std::string cookie_name_;
};

}  // namespace passerelle
