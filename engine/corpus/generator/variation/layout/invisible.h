#pragma once

#include <string>
#include <string_view>

#include "corpus/generator/invented.h"
#include "corpus/generator/variation/layout/sheet.h"

namespace connections::corpus {

/// Puts characters that nobody sees into the values of a sheet, as templates and editors do: no-break spaces in dates
/// and names, zero-width spaces and byte order marks around values, direction marks, soft hyphens in long words.
/// Returns which, for the form of a variation; "" where the dice spare the sheet.
std::string sprinkle_invisible(Sheet& sheet, Dice& dice);

/// The text as a person sees it: without invisible characters, every white space a blank, runs as one.
[[nodiscard]] std::string as_seen(std::string_view text);

}  // namespace connections::corpus
