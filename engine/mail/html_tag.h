#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace connections::mail {

/// One start or end tag, as written.
struct HtmlTag {
  std::string name;  ///< lower-cased
  bool closing = false;
  bool self_closing = false;
  std::size_t length = 0;       ///< bytes from '<' through '>'
  std::string_view attributes;  ///< between name and '>'

  /// The value of an attribute with its character references resolved; empty if absent.
  [[nodiscard]] std::string attribute(std::string_view wanted) const;
  /// By its own style or attributes: display:none, visibility:hidden, zero size, `hidden`.
  [[nodiscard]] bool is_hidden() const;
};

/// The tag that starts at html[at] == '<'; nothing if it is no tag ("a < b").
[[nodiscard]] std::optional<HtmlTag> read_tag(std::string_view html, std::size_t at);

/// Past a comment, doctype or processing instruction at html[at]; `at` itself if there is none.
[[nodiscard]] std::size_t skip_declaration(std::string_view html, std::size_t at);

}  // namespace connections::mail
