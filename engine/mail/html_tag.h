#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// A tokenizer of our own rather than a parser library: rules need the text with the place of every byte in the decoded
/// part, and what a reader cannot see dropped; a document tree gives neither, and costs memory on hostile input.
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
  /// What its own style and attributes say of whether it is seen.
  struct Look {
    bool is_hidden = false;        ///< with all that is in it: display:none, visibility:hidden, no height, `hidden`
    std::optional<bool> has_size;  ///< of its letters, and of those in it until an element there says otherwise
  };
  [[nodiscard]] Look look() const;
};

/// Reads the tags of one HTML text from front to back, in time linear in its size: what is looked at in vain (a quote
/// that never closes, a '<' that no '>' follows) is paid from a budget, after which quotes are not honoured any more.
/// `html` must outlive the object and its tags.
class TagReader {
 public:
  explicit TagReader(std::string_view html) : html_(html), vain_(2 * html.size() + (64u << 10)) {}
  /// The tag that starts at html[at] == '<'; nothing if it is not a tag ("a < b"). `at` never decreases between calls.
  [[nodiscard]] std::optional<HtmlTag> read(std::size_t at);

 private:
  [[nodiscard]] std::size_t end_of_tag(std::size_t at);

  std::string_view html_;
  std::size_t vain_;            ///< bytes that may still be looked at in vain
  std::size_t next_close_ = 0;  ///< the first '>' at or behind the last place asked for; the size: none
};

/// Past a comment, doctype or processing instruction at html[at]; `at` itself if there is none.
[[nodiscard]] std::size_t skip_declaration(std::string_view html, std::size_t at);

}  // namespace connections::mail
