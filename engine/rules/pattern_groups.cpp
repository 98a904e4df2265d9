#include "rules/pattern_groups.h"

#include <set>

#include <fmt/format.h>

namespace connections::rules {
namespace {

/// Walks an expression, stepping over escapes, `\Q…\E` and character classes.
class GroupScanner {
 public:
  explicit GroupScanner(std::string_view expression) : text_(expression) {}

  std::optional<PatternError> scan() {
    while (at_ < text_.size()) {
      if (text_[at_] == '\\') {
        if (text_.substr(at_, 2) == "\\C") return refused(2, "\\C can split a character; write `.`");
        skip_escape();
      } else if (text_[at_] == '[') {
        skip_class();
      } else if (text_[at_] == '(') {
        if (auto error = group()) return error;
      } else {
        ++at_;
      }
    }
    return std::nullopt;
  }

 private:
  std::optional<PatternError> group() {
    const std::string_view rest = text_.substr(at_);
    if (!rest.starts_with("(?"))
      return refused(1, "a plain group captures nothing anyone can name; write (?:…) or (?P<name>…)");
    if (rest.starts_with("(?<")) return refused(3, "write (?P<name>…): older RE2 refuses (?<name>…)");
    if (rest.starts_with("(?P<")) {
      const auto close = rest.find('>');
      const std::string name(rest.substr(4, close == std::string_view::npos ? close : close - 4));
      if (!names_.insert(name).second)
        return refused(4 + name.size(),
                       fmt::format("the group name '{}' is used twice; RE2 would silently read the leftmost", name));
    }
    at_ += 2;
    return std::nullopt;
  }
  void skip_escape() {
    if (text_.substr(at_, 2) != "\\Q") {
      at_ += 2;
      return;
    }
    const auto end = text_.find("\\E", at_);
    at_ = end == std::string_view::npos ? text_.size() : end + 2;
  }
  void skip_class() {
    ++at_;
    if (at_ < text_.size() && text_[at_] == '^') ++at_;
    if (at_ < text_.size() && text_[at_] == ']') ++at_;  // a leading ']' is a literal
    while (at_ < text_.size() && text_[at_] != ']') {
      if (text_[at_] == '\\')
        skip_escape();
      else if (text_.substr(at_, 2) == "[:")
        skip_named_class();
      else
        ++at_;
    }
    ++at_;
  }
  void skip_named_class() {
    const auto end = text_.find(":]", at_);
    at_ = end == std::string_view::npos ? at_ + 1 : end + 2;
  }
  PatternError refused(std::size_t length, std::string message) const {
    return {std::move(message), {at_, std::min(at_ + length, text_.size())}};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::set<std::string> names_;
};

}  // namespace

std::optional<PatternError> refuse_groups(std::string_view expression) { return GroupScanner(expression).scan(); }

}  // namespace connections::rules
