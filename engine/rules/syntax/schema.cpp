#include "rules/syntax/schema.h"

#include <algorithm>

#include "model/field.h"
#include "rules/syntax/match_keys.h"

namespace connections::rules {
namespace {

using enum ValueType;

constexpr std::string_view kKinds =
    "confirmed|request|inquiry|alteration|cancellation|message|payout|review|reminder|other";
constexpr std::string_view kReadings = "text|name|code|date|range_start|range_end|count|money|time|constant";
constexpr std::string_view kSpeakers = "platform|guest|host|quoted|forwarder";
constexpr std::string_view kOrders = "dmy|mdy|ymd";
constexpr std::string_view kYears = "next_after_received|last_before_received|required";

constexpr KeySpec kSchemaKey{"schema", kText, true, "", kSchemaVersion, "version of the rule language"};
constexpr KeySpec kRequires{"requires", kObject, false, "requires", "", "versions this file needs"};
constexpr KeySpec kInclude{"include", kTexts, false,
                           "",        "",     "library files, relative to this one: their lists and macros"};
constexpr KeySpec kLists{"lists", kNamedLists, false, "", "", "named word lists; in expressions {{list.NAME}}"};
constexpr KeySpec kMacros{"macros", kNamedTexts, false, "", "", "named expressions; used as {{NAME}}"};

constexpr KeySpec kPlatformKeys[]{
    kSchemaKey,
    {"platform", kText, true, "", "", "id of the platform; its folder has the same name"},
    kRequires,
    kInclude,
    kLists,
    kMacros,
    {"name", kText, true, "", "", "name for people"},
    {"trusted_domains", kTexts, true, "", "", "an authenticated mail must come from one of these or a sub-domain"},
    {"code", kText, false, "", "", "expression of a whole confirmation code"},
    {"recognise", kObject, true, "condition", "", "is a mail this platform's?"},
    {"signals", kNamedTexts, false, "", "",
     "name: the part that it is read from (header:NAME). Rules use it as signal:NAME; `locale`, the language of the "
     "mail, "
     "decides the order of all-numeric dates"},
    {"feeds", kTexts, false, "", "",
     "platforms of the feeds whose bookings its mails may touch; default its own and those of managers"},
    {"manager", kFlag, false, "", "",
     "a channel manager: its mails and feeds are of other platforms' reservations too"},
    {"channels", kTexts, false, "", "", "what channel managers call this platform"},
    {"no_field", kNamedTexts, false, "", "", "field that its mails do not carry: why, a sentence for people"},
    {"segments", kObjects, false, "segment", "", "stretches that guest, host or others speak"},
};
constexpr KeySpec kPackKeys[]{
    kSchemaKey,
    {"pack", kText, true, "", "", "id, unique: <platform>.<name>"},
    kRequires,
    kInclude,
    {"extends", kText, false, "", "", "a pack whose locale, lists, macros and defaults this one takes over"},
    {"locale", kObject, false, "locale_choice", "", "languages and conventions"},
    {"kind", kText, false, "", kKinds, "the kind of mail it reads; needed unless runs_for"},
    {"runs_for", kTexts, false, "", kKinds,
     "shared rules: they run beside the packs of these kinds, and decide no kind"},
    {"subkind", kText, false, "", "", "a finer word, free"},
    {"may", kText, false, "", "enrich|review|archive",
     "the most such a mail may do; default: confirmed enrich, alteration and cancellation review, else archive"},
    {"confidence", kConfidence, false, "", "", "of the kind, where no condition says otherwise; default 0.9"},
    {"key", kTexts, false, "", "", "fields without which a mail of this kind is shown as a problem"},
    kLists,
    kMacros,
    {"select", kObject, false, "condition", "", "is this mail of this kind? needed unless runs_for"},
    {"rules", kObjects, false, "rule", "", "what to read"},
};
constexpr KeySpec kLibraryKeys[]{kSchemaKey, {"library", kText, true, "", "", "its name"}, kInclude, kLists, kMacros};
constexpr KeySpec kLocaleKeys[]{
    kSchemaKey,
    {"locale", kText, true, "", "", "BCP 47 language: de, pt"},
    {"date_orders", kNamedTexts, false, "", kOrders,
     "language tag: order of its all-numeric dates. A language alone also holds for its regions, unless some are "
     "listed; "
     "default dmy"},
    {"months", kWordLists, true, "", "", "twelve lists: every form of each month's name"},
    {"weekdays", kWordLists, true, "", "", "seven lists, Monday first"},
    {"fillers", kTexts, false, "", "", "words inside a date that mean nothing"},
    {"range_words", kTexts, false, "", "", "words between two dates"},
    {"today", kTexts, false, "", "", "words for the mail's own day"},
    {"am", kTexts, false, "", "", "before noon"},
    {"pm", kTexts, false, "", "", "after noon"},
    {"number_suffixes", kNamedLists, false, "", "",
     "what may directly follow a number: year, month, day, hour, ordinal, people"},
    {"currencies", kNamedTexts, false, "", "", "sign of a currency: ISO 4217 code"},
    {"forwarded", kObject, false, "forwarded", "", "what mail programs print around a forwarded mail"},
    {"party", kNamedLists, false, "", "", "adults, children, infants, pets, guests, nights: their words"},
    {"labels", kNamedLists, false, "", "", "words of mails, used as {{label.NAME}} and as part label:NAME"},
    {"honorifics", kTexts, false, "", "", "words beside a name that are not part of it"},
    {"not_names", kTexts, false, "", "", "words that are never part of a person's name"},
    {"placeholders", kTexts, false, "", "", "what stands alone where a name is not known: unknown, yes"},
    {"countries", kTexts, false, "", "", "names of countries; behind a comma they make a place of a text"},
    {"languages", kTexts, false, "", "", "names of languages: alone they are no person's name"},
    {"currency_names", kTexts, false, "", "", "names and codes of currencies: the same"},
    {"numbers", kTexts, false, "", "", "number words in front of what is counted: two adults"},
};
constexpr KeySpec kForwardedKeys[]{
    {"from", kTexts, false, "", "", "labels of the sender's line"},
    {"date", kTexts, false, "", "", "labels of the date's line"},
    {"subject", kTexts, false, "", "", "labels of the subject's line"},
    {"to", kTexts, false, "", "", "labels of the other lines: To, Cc, Reply-To"},
    {"markers", kNamedLists, false, "", "",
     "style (gmail, apple, outlook, samsung): how lines begin that announce a forwarded mail"},
    {"prefixes", kTexts, false, "", "", "of a subject: WG:"},
    {"answers", kTexts, false, "", "",
     "before the colon in the subject of an answer, whose quoted mail is not forwarded: AW"},
};
constexpr KeySpec kOverridesKeys[]{kSchemaKey,
                                   {"overrides", kObjects, true, "override", "", "changes of shipped rules"}};
constexpr KeySpec kTestsKeys[]{
    kSchemaKey,
    {"tests", kText, true, "", "", "the platform whose packs are tested"},
    {"received", kText, false, "", "", "the only clock: RFC 3339; default 2026-01-01T00:00:00Z"},
    {"cases", kObjects, true, "case", "", "one mail each"},
};
constexpr KeySpec kConditionKeys[]{
    {"all", kObjects, false, "condition", "", "every one holds"},
    {"any", kObjects, false, "condition", "", "at least one holds"},
    {"none", kObjects, false, "condition", "", "not one holds"},
    {"part", kTextOrTexts, false, "", "",
     "where to look: subject, from.address, from.name, reply_to.address, text, html, body, links, header:NAME, "
     "signal:NAME, label:NAME"},
    {"re", kText, false, "", "", "the part matches this expression"},
    {"in", kTextOrTexts, false, "", "", "the part equals one of these (a list's name as list.NAME)"},
    {"domain", kTextOrTexts, false, "", "", "the address is of one of these domains"},
    {"present", kFlag, false, "", "", "the mail has the part"},
    {"confidence", kConfidence, false, "", "", "how sure this makes"},
};
constexpr KeySpec kRuleKeys[]{
    {"id", kText, true, "", "", "unique; begins with the pack's id"},
    {"part", kTextOrTexts, true, "", "", "where to look"},
    {"re", kText, true, "", "", "RE2; named groups only"},
    {"emit", kEmits, true, "", "", "field: capture group"},
    {"confidence", kConfidence, true, "", "", "of one sighting"},
    {"speaker", kTextOrTexts, false, "", kSpeakers, "whose words may be read; default platform"},
    {"when", kObject, false, "condition", "", "further condition on the mail"},
    {"reject", kObjects, false, "reject", "", "takes a match back"},
    {"stay", kFlag, false, "", "", "each match is one stay of a list"},
};
constexpr KeySpec kEmitKeys[]{
    {"from", kText, false, "", "", "the capture group"},
    {"join", kTexts, false, "", "",
     "or several groups, in the order of the value, with a space between them: a first and a last name"},
    {"as", kText, false, "", kReadings, "how to read it; default by the field"},
    {"formats", kTexts, false, "", "", "dates: EEE, d MMM yyyy"},
    {"order", kText, false, "", kOrders, "all-numeric dates"},
    {"year", kText, false, "", kYears, "where a missing year comes from"},
    {"currency", kText, false, "", "", "money: where the text names none"},
    {"value", kText, false, "", "", "constant: the value"},
};
constexpr KeySpec kRejectKeys[]{
    {"re", kText, true, "", "", "expression that takes the match back"},
    {"near", kNumber, false, "", "", "within so many bytes of the match; absent: anywhere in the part"},
    {"part", kTextOrTexts, false, "", "", "look in these parts instead"},
};
constexpr KeySpec kSegmentKeys[]{
    {"id", kText, true, "", "", "unique"},
    {"speaker", kText, true, "", kSpeakers, "who speaks"},
    {"part", kTextOrTexts, true, "", "", "text, html or body"},
    {"from", kText, true, "", "", "where it begins; group (?P<begin>) narrows"},
    {"to", kText, false, "", "",
     "where it ends; group (?P<end>) narrows; absent: the end of the part; not found: nothing is marked"},
};
constexpr KeySpec kLocaleChoiceKeys[]{
    {"languages", kTexts, false, "", "", "ids of locales; absent: all"},
    {"date_order", kText, false, "", kOrders, "all-numeric dates"},
    {"currency", kText, false, "", "", "ISO 4217, where a mail names none"},
};
constexpr KeySpec kRequiresKeys[]{
    {"engine", kText, false, "", "", "\">=0.1\""},
    {"plugin", kText, false, "", "", "\">=1.0\", of the platform's parser; checked where the parsers are loaded"},
};
constexpr KeySpec kOverrideKeys[]{
    {"rule", kText, false, "", "", "id of a rule"},
    {"match", kText, false, "", "", "id of a comparison or veto of rules/match, or common or a platform for its costs"},
    {"list", kText, false, "", "", "<pack, platform or library>:NAME of a list"},
    {"set", kObject, false, "override_set", "", "new values"},
    {"disable", kFlag, false, "", "", "the rule, comparison or veto is not used"},
    {"add", kTexts, false, "", "", "words added to the list"},
    {"reason", kText, true, "", "", "why; shown by explain"},
};
constexpr KeySpec kOverrideSetKeys[]{
    {"confidence", kConfidence, false, "", "", "of the rule"},
    {"level", kText, false, "", "", "of the comparison, with `bits`"},
    {"bits", kDecimal, false, "", "", "of that level", -match_keys::kMaxBits, match_keys::kMaxBits},
    {"wrong", kDecimal, false, "", "", "cost of a wrong name in reviews", 1, match_keys::kMaxCost},
};
constexpr KeySpec kCaseKeys[]{
    {"name", kText, true, "", "", "what it shows, a sentence"},
    {"mail", kObject, true, "mail", "", "the mail"},
    {"received", kText, false, "", "", "RFC 3339, for this case"},
    {"kind", kText, false, "", kKinds, "expected kind"},
    {"pack", kText, false, "", "", "the pack the case is about"},
    {"selected", kFlag, false, "", "", "false: `pack` must not take the mail"},
    {"expect", kExpects, false, "", "", "field: value"},
    {"absent", kTexts, false, "", "", "fields that must not be accepted"},
    {"covers", kTexts, false, "", "", "rules this case is the negative example of"},
    {"todo", kFlag, false, "", "", "known to fail; passing fails the run"},
};
constexpr KeySpec kMailKeys[]{
    {"file", kText, false, "", "", "an .eml file, relative to the test file"},
    {"from", kText, false, "", "", "From header"},
    {"subject", kText, false, "", "", "Subject header"},
    {"headers", kNamedTexts, false, "", "", "further headers"},
    {"text", kText, false, "", "", "text/plain body"},
    {"html", kText, false, "", "", "text/html body"},
};
constexpr KeySpec kExpectKeys[]{
    {"value", kText, true, "", "", "the value"},
    {"at_least", kConfidence, false, "", "", "least confidence"},
    {"by", kTexts, false, "", "", "rules that must be among its evidence"},
    {"disputed", kFlag, false, "", "", "true: the value is there but disputed"},
};

constexpr KeySpec kFeedsKeys[]{
    kSchemaKey,
    {"feeds", kText, true, "", "", "its name; the engine reads common/feeds.yaml"},
    {"blocks", kNamedLists, true, "", "",
     "maintenance, preparation, turnover, owner, not_available: phrases that block days although no guest stays"},
    {"block_fillers", kTexts, false, "", "", "words around such a phrase that do not make it a person's name"},
    {"stays", kTexts, true, "", "", "words that announce a stay, alone or before the guest's name"},
    {"tentative", kTexts, false, "", "", "the same of a stay that is not sure yet"},
    {"cancelled", kTexts, false, "", "", "the same of a stay that is cancelled"},
    {"announces", kTexts, false, "", "", "what else may precede a guest's name"},
    {"channels", kTexts, true, "", "", "platforms and property managers: never a name"},
    {"not_names", kTexts, true, "", "", "words and whole phrases that no guest's name has"},
    {"connectives", kTexts, false, "", "", "words that are not part of a guest's name: by, via, from"},
    {"not_names_alone", kTexts, false, "", "",
     "words that names may have, but are none by themselves: mr, family, holiday"},
    {"houses", kTexts, false, "", "",
     "words of houses: behind a word of a stay, a text with one names nobody, and speaks against other guests"},
    {"leads_to_guest", kTexts, false, "", "", "words between a word of a stay and the guest: of, von, de"},
    {"counts", kTexts, false, "", "", "what a number counts behind a guest's name: nights, pers"},
    {"guest_labels", kTexts, false, "", "", "labels of the guest's name in descriptions"},
    {"code_labels", kTexts, false, "", "", "labels of the confirmation code"},
    {"phone_labels", kTexts, false, "", "", "labels of a whole phone number"},
    {"last_words", kTexts, false, "", "", "parts of a label that, with a 4, announce the last four digits"},
};

constexpr ObjectSpec kAllObjects[]{
    {"platform", "File `platform.yaml`: how a platform's mails are recognised.", kPlatformKeys},
    {"pack", "File: all that is known of one kind of mail.", kPackKeys},
    {"library", "File: lists and macros to include.", kLibraryKeys},
    {"locale", "File in `rules/common/locales/`: the words of one language.", kLocaleKeys},
    {"overrides", "File in `config/rules.d/`: a site's own changes.", kOverridesKeys},
    {"tests", "File `*.test.yaml`: rule tests.", kTestsKeys},
    {"condition", "A test on a mail: one of all, any, none, or `part` with one of re, in, domain, present.",
     kConditionKeys, true},
    {"rule", "One expression and what it yields.", kRuleKeys},
    {"emit", "How a captured text becomes a value.", kEmitKeys, true},
    {"reject", "A veto.", kRejectKeys, true},
    {"segment", "Marks who speaks.", kSegmentKeys},
    {"forwarded", "Words of mail programs around a mail that was forwarded by hand.", kForwardedKeys},
    {"locale_choice", "Languages and conventions of a pack.", kLocaleChoiceKeys},
    {"requires", "Least versions.", kRequiresKeys},
    {"override", "One change: `rule` or `match` with `set` or `disable`, or `list` with `add`.", kOverrideKeys, true},
    {"override_set", "What `set` may change.", kOverrideSetKeys},
    {"case", "One rule test.", kCaseKeys},
    {"mail", "The mail of a rule test: a file, or its parts.", kMailKeys, true},
    {"expect", "An expected value with more to say.", kExpectKeys},
    {"feeds", "File `common/feeds.yaml`: what the words of calendar feeds mean.", kFeedsKeys},
    {"match", "File in `match/`: how mails are matched to stays.", match_keys::kMatch},
    {"tests_match", "File `match/*.test.yaml`: tests of it.", match_keys::kTests},
    {"match_code", "The shape of a platform's codes.", match_keys::kCode},
    {"match_candidates", "Which stays are compared.", match_keys::kCandidates},
    {"match_prior", "Bits before anything is compared.", match_keys::kPrior},
    {"match_costs", "What sets the threshold.", match_keys::kCosts},
    {"match_confidence", "How sure values must be.", match_keys::kConfidenceKeys},
    {"comparison", "One comparison of a reservation with a stay.", match_keys::kComparisonKeys},
    {"match_level", "What one outcome of a comparison is worth.", match_keys::kLevel},
    {"match_veto", "Forbids a stay: `when`, or `stay`.", match_keys::kVeto, true},
    {"match_when", "A level of a comparison.", match_keys::kWhen},
    {"match_group", "Evidence that counts once.", match_keys::kGroup},
    {"match_case", "One test: mails, stays and what is decided.", match_keys::kCase},
    {"match_mail", "What a mail says.", match_keys::kMail},
    {"match_stay", "A stay of a feed.", match_keys::kStay},
    {"match_feed", "A calendar feed.", match_keys::kFeed},
    {"match_link", "A listing that is known.", match_keys::kLink},
    {"match_expect", "What must be decided about a mail.", match_keys::kExpectation},
};

}  // namespace

std::span<const ObjectSpec> all_objects() noexcept { return kAllObjects; }

const ObjectSpec& object_spec(std::string_view name) noexcept {
  return *std::find_if(std::begin(kAllObjects), std::end(kAllObjects) - 1,
                       [&](const ObjectSpec& spec) { return spec.name == name; });
}

std::vector<std::string_view> field_names() {
  std::vector<std::string_view> names;
  for (const FieldInfo& info : all_fields()) names.push_back(info.name);
  return names;
}

const KeySpec* find_key(const ObjectSpec& object, std::string_view key) noexcept {
  const auto found =
      std::find_if(object.keys.begin(), object.keys.end(), [&](const KeySpec& spec) { return spec.name == key; });
  return found == object.keys.end() ? nullptr : &*found;
}

}  // namespace connections::rules
