#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rules/book/vocabulary.h"

namespace connections::rules {

/// Which literals of a book's expressions a text holds. Looked for when it is first asked; the text and the vocabulary
/// must outlive it. One thread.
class TextWords {
 public:
  TextWords(Vocabulary& vocabulary, std::string_view text) : vocabulary_(vocabulary), text_(text) {}

  /// Which families of a list's words (WordList) the text may hold.
  struct Choice {
    static constexpr char16_t kAll = 0xFFFE;
    std::u16string families;  ///< without those of common words alone, ascending; kAll: as if all were there
    bool is_there = false;    ///< the text may hold a word of the list, be it a common one

    [[nodiscard]] bool has(char16_t family) const noexcept {
      return families.find(family) != std::u16string::npos || families.find(kAll) != std::u16string::npos;
    }
  };
  [[nodiscard]] bool has(std::size_t atom);
  [[nodiscard]] const Choice& of(const WordList& list);
  [[nodiscard]] Vocabulary& vocabulary() const noexcept { return vocabulary_; }

 private:
  void look();

  Vocabulary& vocabulary_;
  std::string_view text_;
  bool has_looked_ = false;
  std::vector<bool> found_;                ///< by atom
  std::vector<std::uint16_t> choice_of_;   ///< by list: index into choices_
  std::vector<Choice> choices_{Choice{}};  ///< the first is of all lists without a word in the text
};

}  // namespace connections::rules
