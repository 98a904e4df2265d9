#pragma once

#include <cstdint>
#include <string>

#include "corpus/generator/invented.h"
#include "corpus/generator/variation/sending/letter.h"

namespace connections::corpus {

/// How a letter travels.
struct Transport {
  enum class Parts : std::uint8_t { kBoth, kText, kHtml };
  Parts parts = Parts::kBoth;
  bool base64 = false;                     ///< bodies; else quoted-printable
  bool base64_words = false;               ///< subject and names in RFC 2047's B encoding; else Q
  bool latin1 = false;                     ///< ISO-8859-1 where every character has a place in it; else UTF-8
  [[nodiscard]] std::string name() const;  ///< "both+qp", for the form of a variation
};
[[nodiscard]] Transport pick_transport(Dice& dice);

/// The letter as RFC 822 with the headers of the receiving border.
[[nodiscard]] std::string encode(const Letter& letter, const Transport& transport);

}  // namespace connections::corpus
