#pragma once

#include "rules/syntax/schema.h"

/// The part of the language's schema that says how mails are matched to stays: rules/match.
namespace connections::rules::match_keys {

using enum ValueType;

inline constexpr double kMaxBits = 100;
inline constexpr double kMaxCost = 1e9;
inline constexpr std::string_view kComparisonWords =
    "code|check_in|check_out|nights|phone|name|listing|first_seen|guest_count|channel";

inline constexpr KeySpec kMatch[]{
    {"schema", kText, true, "", "1", "version of the rule language"},
    {"match", kText, true, "", "", "common, or the platform whose reservations it is about"},
    {"requires", kObject, false, "requires", "", "versions this file needs"},
    {"extends", kText, false, "", "common",
     "takes everything of common that this file does not say; needed for a platform"},
    {"codes", kObjects, false, "match_code", "",
     "shapes of its codes: two of one shape that differ are two reservations"},
    {"candidates", kObject, false, "match_candidates", "", "which stays are compared"},
    {"prior", kObject, false, "match_prior", "", "what speaks against any stay before anything is compared"},
    {"costs", kObject, false, "match_costs", "",
     "the bits that an update needs are log2(wrong / review); default 1000 : 1"},
    {"update_at", kDecimal, false, "", "", "or these bits outright, not both", 0, kMaxBits},
    {"review_at", kDecimal, false, "", "", "bits below which a stay is no candidate; default -2", -kMaxBits, kMaxBits},
    {"wait_hours", kNumber, false, "", "", "so long a mail waits for its stay to show up in the feed; default 48", 0,
     8760},
    {"confidence", kObject, false, "match_confidence", "", "how sure a value must be read to decide; default 0.8"},
    {"comparisons", kObjects, false, "comparison", "", "what is compared; of each, the first level that holds counts"},
    {"vetoes", kObjects, false, "match_veto", "", "what forbids a stay, whatever speaks for it"},
    {"groups", kObjects, false, "match_group", "", "comparisons that say the same thing twice count once"},
};
inline constexpr KeySpec kCode[]{
    {"prefix", kText, true, "", "", "how the code begins"},
    {"length", kNumber, true, "", "", "characters of the whole code", 1, 64},
};
inline constexpr KeySpec kCandidates[]{
    {"days", kNumber, true, "", "", "arrival or departure within so many days, or the same code", 0, 30},
};
inline constexpr KeySpec kPrior[]{
    {"bits", kDecimal, true, "", "", "log2 odds", -kMaxBits, kMaxBits},
    {"per_candidate", kFlag, false, "", "",
     "and -log2(candidates + 1): the more stays, the more evidence; default true"},
};
inline constexpr KeySpec kCosts[]{
    {"wrong", kDecimal, true, "", "", "of a wrong name on a booking", 1, kMaxCost},
    {"review", kDecimal, true, "", "", "of a mail that a person looks at", 1, kMaxCost},
};
inline constexpr KeySpec kConfidenceKeys[]{
    {"name", kConfidence, false, "", "", "the guest's name"},
    {"dates", kConfidence, false, "", "", "the days, where days decide which stay it is"},
};
inline constexpr KeySpec kComparisonKeys[]{
    {"id", kText, true, "", "", "unique; begins with the file's name"},
    {"compare", kText, true, "", kComparisonWords, "see the table of comparisons"},
    {"levels", kObjects, true, "match_level", "", "best first"},
    {"missing", kDecimal, false, "", "", "bits where one side does not say it; default 0", -kMaxBits, kMaxBits},
};
inline constexpr KeySpec kLevel[]{
    {"level", kText, true, "", "", "its name; of comparisons with words one of these"},
    {"at_most", kNumber, false, "", "", "the largest difference that it holds for; absent: any", 0, 1'000'000},
    {"bits", kDecimal, true, "", "", "log2 odds for (+) or against (-) the stay", -kMaxBits, kMaxBits},
};
inline constexpr KeySpec kVeto[]{
    {"id", kText, true, "", "", "unique; begins with the file's name"},
    {"when", kObject, false, "match_when", "", "a comparison's level"},
    {"stay", kText, false, "", "block|cancelled|twin", "or what the stay is; twin: another feed's copy"},
    {"unless", kObject, false, "match_when", "", "not beside this level"},
    {"contradicts", kFlag, false, "", "", "says that it is somebody else's stay: a name leaves it again"},
    {"reason", kText, true, "", "", "shown; {mail} and {feed} are what the two say"},
};
inline constexpr KeySpec kWhen[]{
    {"compare", kText, true, "", kComparisonWords, "the comparison"},
    {"level", kText, true, "", "", "name of the level"},
};
inline constexpr KeySpec kGroup[]{
    {"id", kText, true, "", "", "unique; begins with the file's name"},
    {"of", kTexts, true, "", kComparisonWords, "only the strongest of these counts"},
};

inline constexpr KeySpec kTests[]{
    {"schema", kText, true, "", "1", "version of the rule language"},
    {"tests_match", kText, true, "", "", "the platform of the mails, where they do not say another"},
    {"cases", kObjects, true, "match_case", "", "some mails and stays each"},
};
inline constexpr KeySpec kCase[]{
    {"name", kText, true, "", "", "what it shows, a sentence"},
    {"now", kText, false, "", "", "the only clock: RFC 3339; default 2026-05-20T09:00:00Z"},
    {"mails", kObjects, true, "match_mail", "", "what they say"},
    {"bookings", kObjects, false, "match_stay", "", "the stays of feeds; each property has a feed"},
    {"feeds", kObjects, false, "match_feed", "", "feeds without stays, or not refreshed an hour ago"},
    {"links", kObjects, false, "match_link", "", "listings that are known to be a property"},
    {"expect", kObjects, true, "match_expect", "", "what is decided"},
    {"todo", kFlag, false, "", "", "known to fail; passing fails the run"},
};
inline constexpr KeySpec kMail[]{
    {"id", kText, true, "", "", "for `expect`"},
    {"platform", kText, false, "", "", "whose mail it is"},
    {"kind", kText, false, "", "confirmed|alteration|cancellation", "default confirmed"},
    {"guest_name", kText, false, "", "", "as the mail writes it"},
    {"check_in", kText, false, "", "", "2026-06-12"},
    {"check_out", kText, false, "", "", "2026-06-15"},
    {"nights", kNumber, false, "", "", "as the mail says", 1, 999},
    {"guest_count", kNumber, false, "", "", "as the mail says", 1, 999},
    {"code", kText, false, "", "", "confirmation code"},
    {"listing", kText, false, "", "", "name of the listing"},
    {"listing_id", kText, false, "", "", "id of the listing"},
    {"phone", kText, false, "", "", "the guest's"},
    {"channel", kText, false, "", "", "of a channel manager's mail"},
    {"received", kText, false, "", "", "RFC 3339; default 2026-05-01T09:00:00Z"},
    {"authenticated", kFlag, false, "", "", "whether the platform sent it; default true"},
    {"problem", kText, false, "", "", "code of a problem that reading it met: year_unproven"},
};
inline constexpr KeySpec kStay[]{
    {"id", kText, true, "", "", "for `expect`"},
    {"property", kText, true, "", "", "as the host calls it"},
    {"platform", kText, false, "", "", "of the feed"},
    {"check_in", kText, true, "", "", "2026-06-12"},
    {"check_out", kText, true, "", "", "2026-06-15"},
    {"code", kText, false, "", "", "that the feed shows"},
    {"name", kText, false, "", "", "that the feed shows"},
    {"phone_last4", kText, false, "", "", "that the feed shows"},
    {"guest_count", kNumber, false, "", "", "that the feed shows", 1, 999},
    {"first_seen", kText, false, "", "", "RFC 3339; default 2026-05-19T09:00:00Z"},
    {"is", kText, false, "", "block|cancelled", "no stay"},
};
inline constexpr KeySpec kFeed[]{
    {"property", kText, true, "", "", "as the host calls it"},
    {"platform", kText, false, "", "", "of the feed"},
    {"refreshed", kText, false, "", "", "RFC 3339; default an hour ago"},
};
inline constexpr KeySpec kLink[]{
    {"listing", kText, true, "", "", "id or name"},
    {"property", kText, true, "", "", "as the host calls it"},
    {"platform", kText, false, "", "", "of the listing"},
};
inline constexpr KeySpec kExpectation[]{
    {"mail", kText, true, "", "", "id of the mail"},
    {"verdict", kText, true, "", "update|review|wait|ignore", "what is done"},
    {"booking", kText, false, "", "", "update: id of the stay"},
    {"because", kText, false, "", "", "code of a reason that must be there"},
    {"at_least", kDecimal, false, "", "", "update: least bits of the stay", -kMaxBits, kMaxBits},
    {"by", kTexts, false, "", "", "update: comparisons and vetoes that must have counted"},
};

}  // namespace connections::rules::match_keys
