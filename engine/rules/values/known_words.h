#pragma once

#include <string>

#include "rules/book/locale.h"
#include "rules/values/text_cursor.h"

namespace connections::rules {

/// Takes the word at the cursor, and those behind it as long as a locale knows all together as what `is_wanted`:
/// "osoby dorosłe", "tháng 6", "มิ.ย". Returns the longest such phrase, or the first word alone; folded.
[[nodiscard]] std::string take_known_words(TextCursor& in, const Locales& locales,
                                           bool (*is_wanted)(const WordMeaning&));

}  // namespace connections::rules
