#include "tree.hpp"

#include <array>

#include "base/text.hpp"

namespace passerelle::test {
namespace {

bool is_void(std::string_view name) {
    return name == "input" || name == "meta" || name == "link";
}

class Reader {
  public:
    explicit Reader(std::string_view html) : html_(html) {}

    Result<Node> read() {
        if (!is_utf8(html_)) return fail("not UTF-8");
        skip("<!doctype html>");
        std::vector<Node> open(1);
        while (at_ < html_.size() && problem_.empty()) {
            if (html_[at_] != '<') {
                Node text;
                text.text = characters("<");
                open.back().children.push_back(std::move(text));
            } else if (skip("</")) {
                const std::string name = this->name();
                if (!skip(">")) return fail("end tag not closed");
                if (open.size() < 2 || open.back().element != name) return fail("unexpected end tag " + name);
                Node closed = std::move(open.back());
                open.pop_back();
                open.back().children.push_back(std::move(closed));
            } else {
                ++at_;
                Node element = start_tag();
                if (is_void(element.element)) {
                    open.back().children.push_back(std::move(element));
                } else {
                    open.push_back(std::move(element));
                }
            }
        }
        if (!problem_.empty()) return fail(problem_);
        if (open.size() != 1) return fail("not closed: " + open.back().element);
        return std::move(open.front());
    }

  private:
    bool skip(std::string_view text) {
        if (html_.substr(at_, text.size()) != text) return false;
        at_ += text.size();
        return true;
    }

    std::string name() {
        const std::size_t start = at_;
        while (at_ < html_.size() && ((html_[at_] >= 'a' && html_[at_] <= 'z') || html_[at_] == '-' ||
                                      (at_ > start && html_[at_] >= '0' && html_[at_] <= '9'))) {
            ++at_;
        }
        if (at_ == start) problem_ = "name expected";
        return std::string(html_.substr(start, at_ - start));
    }

    // Text up to one of `stops`, which is not read.
    std::string characters(std::string_view stops) {
        static constexpr std::array<std::pair<std::string_view, char>, 4> references = {
            {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}}};
        std::string text;
        while (at_ < html_.size() && stops.find(html_[at_]) == std::string_view::npos && problem_.empty()) {
            const auto c = static_cast<unsigned char>(html_[at_]);
            if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f) problem_ = "control character";
            if (c == '>' || c == '"' || c == '<') problem_ = "not escaped";
            if (c != '&') {
                text.push_back(html_[at_++]);
                continue;
            }
            bool known = false;
            for (const auto& [reference, character] : references) {
                if (known || !skip(reference)) continue;
                text.push_back(character);
                known = true;
            }
            if (!known) problem_ = "unknown character reference";
        }
        return text;
    }

    Node start_tag() {
        Node node;
        node.element = name();
        while (problem_.empty() && skip(" ")) {
            std::string attribute = name();
            std::string value;
            if (skip("=\"")) {
                value = characters("\"");
                if (!skip("\"")) problem_ = "attribute not closed";
            }
            if (node.attribute(attribute) != nullptr) problem_ = "attribute twice: " + attribute;
            node.attributes.emplace_back(std::move(attribute), std::move(value));
        }
        if (!skip(">") && problem_.empty()) problem_ = "tag not closed";
        return node;
    }

    Result<Node> fail(const std::string& what) const {
        return Error{
            "html", "",
            what + " at " + std::to_string(at_) + ": " + std::string(html_.substr(at_ < 40 ? 0 : at_ - 40, 80))};
    }

    std::string_view html_;
    std::size_t at_ = 0;
    std::string problem_;
};

void collect(const Node& node, std::string_view element, std::vector<const Node*>& found) {
    if (node.element == element) found.push_back(&node);
    for (const Node& child : node.children) collect(child, element, found);
}

}  // namespace

const std::string* Node::attribute(std::string_view name) const {
    for (const auto& [key, value] : attributes) {
        if (key == name) return &value;
    }
    return nullptr;
}

Result<Node> parse_html(std::string_view html) {
    return Reader(html).read();
}

std::string outline(const Node& node) {
    std::string text = node.element + "(";
    for (const Node& child : node.children) {
        if (!child.element.empty()) text += outline(child) + " ";
    }
    return text + ")";
}

std::vector<const Node*> elements(const Node& root, std::string_view element) {
    std::vector<const Node*> found;
    collect(root, element, found);
    return found;
}

const Node* with_id(const Node& root, std::string_view id) {
    const std::string* own = root.attribute("id");
    if (own != nullptr && *own == id) return &root;
    for (const Node& child : root.children) {
        if (const Node* found = with_id(child, id); found != nullptr) return found;
    }
    return nullptr;
}

std::string text_of(const Node& node) {
    std::string text = node.text;
    for (const Node& child : node.children) text += text_of(child);
    return text;
}

}  // namespace passerelle::test
