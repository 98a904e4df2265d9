#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "rules/book/locale.h"

namespace connections::rules {

/// Whether a form of address stood beside the text: "Frau Deutsch" is a person, "Deutsch" alone a language.
enum class Addressed : std::uint8_t { kNo, kYes };

/// What a whole text is instead of a person's name, as a sentence: a label, a form of address, what stands where no
/// name is known, a language, a country, a currency, several of these in a row ("English, German"), or a number of
/// people. Empty if it is none. A text with one word that is no such thing may be a name: "Ada English", "Otto
/// Holland". Pure.
[[nodiscard]] std::string what_it_is(std::string_view text, const Locales& words, Addressed addressed);

}  // namespace connections::rules
