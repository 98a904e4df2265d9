#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/book/feed_words.h"

namespace connections::calendar {

/// Longer texts are no name of a guest.
inline constexpr std::size_t kMaxNameBytes = 120;

/// The text of a summary or description line as a person reads it: HTML entities decoded, symbols and emoji before the
/// first letter or digit dropped.
[[nodiscard]] std::string plain(std::string_view text);

/// The guest's name that a text is, or nothing: feeds write codes, platforms, states and placeholders in the same
/// place. A name has letters, no digits and no masking asterisks, its last word is capitalised (where its script has
/// case), and it has at most six words: none of `not_names`, and not only words of
/// `not_names_alone`, houses and blocks. Text in brackets
/// is ignored.
[[nodiscard]] std::optional<std::string> guest_name_in(std::string_view text, const rules::FeedWords& words);

/// "Heron Cottage", "Villa Serena": a place as well as a person.
[[nodiscard]] bool may_be_a_house(std::string_view name, const rules::FeedWords& words);

/// Folded words between white space, commas, slashes and brackets.
[[nodiscard]] std::vector<std::string> folded_words(std::string_view text);

/// `words`: a list of FeedWords, which are sorted.
[[nodiscard]] bool is_one_of(std::string_view folded, const std::vector<std::string>& words);

}  // namespace connections::calendar
