#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace connections::corpus {

/// One invented mail and what it says; an absent value is one that the mail does not say. Dates are ISO.
struct GeneratedMail {
  std::string bytes;  ///< RFC 822
  std::string platform, kind;
  std::optional<std::string> guest_name, check_in, check_out, confirmation_code, listing;
  std::optional<int> guest_count;
};

/// The mail number `index` of a seed: any platform, layout and language. The same numbers give the same bytes on every
/// machine. People, listings and codes are invented.
[[nodiscard]] GeneratedMail generate(std::uint64_t seed, std::uint64_t index);

/// Its line of truth.jsonl for the file of that name, without a line end.
[[nodiscard]] std::string truth_line(const GeneratedMail& mail, const std::string& file);

}  // namespace connections::corpus
