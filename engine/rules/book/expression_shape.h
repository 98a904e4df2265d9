#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "rules/book/text_words.h"

namespace connections::rules {

/// An expression cut where lists of words stand in it, and what a text must hold for it to match.
struct ExpressionShape {
  struct Piece {
    std::string text;                       ///< of the expression, up to the words
    std::shared_ptr<const WordList> words;  ///< null: the last piece
  };
  std::vector<Piece> pieces;
  std::vector<std::shared_ptr<const WordList>> lists;  ///< of the pieces, each once

  std::vector<std::size_t> needs;                             ///< atoms: a text without one of them does not match
  std::vector<std::shared_ptr<const WordList>> needs_one_of;  ///< so does one without any word of one of these

  [[nodiscard]] bool may_match(TextWords& words) const;
  /// The expression with those words only that the text may hold: it matches this text as the whole one does.
  [[nodiscard]] std::string narrowed(TextWords& words) const;
  /// The same for texts with the same words of its lists.
  [[nodiscard]] std::u16string key(TextWords& words) const;
};

/// The shape of an expression that check_syntax takes. Its words and literals become the vocabulary's.
[[nodiscard]] ExpressionShape shape_of(std::string_view expression, Vocabulary& vocabulary);

}  // namespace connections::rules
