#include "match/comparison.h"

#include <algorithm>
#include <array>

namespace connections::match {
namespace {

constexpr std::array<std::string_view, 2> kSameOrOther{"same", "other"};
constexpr std::array<std::string_view, 4> kNames{"full", "first", "initials", "other"};
constexpr std::array<std::string_view, 5> kListings{"known", "similar", "only", "unknown", "other"};
constexpr std::array<std::string_view, 2> kChannels{"own", "manager"};

constexpr std::array<ComparisonInfo, kComparisons> kAll{{
    {Comparison::kCode, "code", "", kSameOrOther,
     "confirmation code against the code in the feed; other: of the same issuer, or of the same shape"},
    {Comparison::kCheckIn, "check_in", "days", {}, "days between the two arrivals"},
    {Comparison::kCheckOut, "check_out", "days", {}, "days between the two departures"},
    {Comparison::kNights, "nights", "nights", {}, "difference between the nights that the mail says and the stay's"},
    {Comparison::kPhone, "phone", "", kSameOrOther, "last four digits of the guest's phone"},
    {Comparison::kName, "name", "", kNames,
     "guest against the name that the feed shows; initials: also a masked name (A***)"},
    {Comparison::kListing, "listing", "", kListings,
     "known: learned, linked by a person, or in the feed's address; similar: the property is called so, and no other; "
     "only: no other could be meant"},
    {Comparison::kFirstSeen,
     "first_seen",
     "hours",
     {},
     "hours that the feed showed the stay before the reservation was announced; 0 if it came later"},
    {Comparison::kGuestCount, "guest_count", "guests", {}, "difference between the guests of the mail and of the stay"},
    {Comparison::kChannel, "channel", "", kChannels,
     "own: the stay is in a feed of the reservation's platform; manager: in a channel manager's"},
}};

}  // namespace

std::span<const ComparisonInfo> all_comparisons() noexcept { return kAll; }

const ComparisonInfo& info(Comparison what) noexcept { return kAll[static_cast<std::size_t>(what)]; }

std::optional<Comparison> parse_comparison(std::string_view name) noexcept {
  const auto found = std::ranges::find(kAll, name, &ComparisonInfo::name);
  return found == kAll.end() ? std::nullopt : std::optional(found->what);
}

}  // namespace connections::match
