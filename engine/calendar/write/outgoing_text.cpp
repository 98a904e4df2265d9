#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "calendar/write/outgoing.h"
#include "model/unicode.h"

namespace connections::calendar {
namespace {

constexpr const char* kReserved = "Reserved";
constexpr const char* kBlock = "Not available";
/// A summary with one of these counts as a block, where it is read.
constexpr std::array<std::string_view, 2> kBlockWords{"not available", "blocked"};

/// One line without control characters: a value must not bring lines of its own.
std::string one_line(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = unicode::take(text, at);
    unicode::append(out, c < 0x20 || c == 0x7F || c == 0x85 || c == 0x2028 || c == 0x2029 ? U' ' : c);
  }
  return out;
}

/// The name with "…" in place of words that would make the stay a block.
std::string masked(std::string name) {
  for (const std::string_view word : kBlockWords) {
    const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + ('a' - 'A') : a) == b; };
    for (auto found = std::search(name.begin(), name.end(), word.begin(), word.end(), same); found != name.end();
         found = std::search(name.begin(), name.end(), word.begin(), word.end(), same))
      name.replace(found, found + static_cast<std::ptrdiff_t>(word.size()), "…");
  }
  return name;
}

std::string first_name(const std::string& name) { return name.substr(0, name.find(' ')); }

std::string shown_name(const Booking& booking, ShareProfile profile) {
  const std::string whole = one_line(*booking.guest_name);
  return masked(profile == ShareProfile::kCleaner ? first_name(whole) : whole);
}

void add(std::string& lines, std::string_view key, const std::string& value) {
  if (!value.empty()) lines += fmt::format("{}: {}\n", key, one_line(value));
}

std::string describe(const OutgoingStay& stay, ShareProfile profile) {
  const Booking& booking = stay.booking;
  std::string lines;
  const bool for_owner = profile == ShareProfile::kOwner;
  if (profile != ShareProfile::kCleaner) add(lines, "Last 4 Digits", booking.phone_last4.value_or(""));
  if (profile == ShareProfile::kLock) return lines;
  if (booking.guest_count) add(lines, "Guests", std::to_string(*booking.guest_count));
  if (for_owner) add(lines, "Booking ID", booking.code.value_or(""));
  add(lines, "Property", booking.property);
  if (for_owner) add(lines, "Platform", booking.platform);
  if (!stay.sure) add(lines, "Name status", "being checked");
  return lines;
}

}  // namespace

OutgoingText outgoing_text(const OutgoingStay& stay, ShareProfile profile) {
  if (stay.booking.block) return {kBlock, {}};
  OutgoingText text{kReserved, describe(stay, profile)};
  if (stay.sure && profile != ShareProfile::kLock) text.summary += " - " + shown_name(stay.booking, profile);
  return text;
}

}  // namespace connections::calendar
