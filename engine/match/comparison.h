#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace connections::match {

/// What is compared between a reservation and a stay of a feed, in the order in which people are shown it.
enum class Comparison : std::uint8_t {
  kCode,
  kCheckIn,
  kCheckOut,
  kNights,
  kPhone,
  kName,
  kListing,
  kFirstSeen,
  kGuestCount,
  kChannel,
};
inline constexpr std::size_t kComparisons = 10;

/// A comparison's result is a distance: 0 is the best agreement. It is a number of the unit, or a place in the words.
struct ComparisonInfo {
  Comparison what;
  std::string_view name;                    ///< "check_in": in rule files and in explanations
  std::string_view unit;                    ///< "days"; empty: words
  std::span<const std::string_view> words;  ///< best first; empty: a number
  std::string_view doc;                     ///< for the reference of the rule language
};
[[nodiscard]] std::span<const ComparisonInfo> all_comparisons() noexcept;  ///< in the order of Comparison
[[nodiscard]] const ComparisonInfo& info(Comparison what) noexcept;
[[nodiscard]] std::optional<Comparison> parse_comparison(std::string_view name) noexcept;

/// Nothing to compare: one side does not say it.
inline constexpr int kMissing = -1;

/// Places in the words of comparisons, as the comparing code needs them.
inline constexpr int kCodeSame = 0, kCodeOther = 1;
inline constexpr int kPhoneSame = 0, kPhoneOther = 1;
inline constexpr int kChannelOwn = 0, kChannelManager = 1;

}  // namespace connections::match
