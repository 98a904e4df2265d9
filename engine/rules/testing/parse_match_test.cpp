#include <algorithm>

#include <fmt/format.h>

#include "model/value.h"
#include "rules/matching/match_values.h"
#include "rules/testing/match_test.h"

namespace connections::rules {
namespace {

constexpr const char* kNow = "2026-05-20T09:00:00Z";
constexpr const char* kReceived = "2026-05-01T09:00:00Z";
constexpr const char* kFirstSeen = "2026-05-19T09:00:00Z";
constexpr std::chrono::hours kRefreshed{1};  ///< before now
constexpr double kSure = 0.95;               ///< confidence of everything that a mail says

std::string text_of(const YamlNode& map, std::string_view key, std::string_view otherwise = {}) {
  const YamlNode* node = map.find(key);
  return node == nullptr ? std::string(otherwise) : node->value;
}

class Reader {
 public:
  Reader(const RuleSource& source, Report& report) : source_(source), report_(report) {}

  MatchCase read(const YamlNode& node) {
    MatchCase test;
    test.name = node.find("name")->value;
    test.where = {source_.shown, node.line, node.column};
    test.platform = source_.id;
    test.now = instant(node, "now", kNow);
    test.todo = is_true(node.find("todo"));
    for (const YamlNode& mail : node.find("mails")->items) test.mails.push_back(read_mail(mail));
    each(node, "bookings", [&](const YamlNode& one) { test.bookings.push_back(read_stay(one, test)); });
    each(node, "feeds", [&](const YamlNode& one) {
      feed_of(text_of(one, "platform", source_.id), text_of(one, "property"), test).refreshed =
          one.find("refreshed") == nullptr ? test.now - kRefreshed : instant(one, "refreshed", kNow);
    });
    each(node, "links", [&](const YamlNode& one) {
      test.links.push_back({.platform = text_of(one, "platform", source_.id),
                            .listing = text_of(one, "listing"),
                            .property = text_of(one, "property"),
                            .uses = 1});
    });
    for (const YamlNode& want : node.find("expect")->items) read_expectation(want, test);
    return test;
  }

 private:
  template <class Take>
  static void each(const YamlNode& node, std::string_view key, Take take) {
    if (const YamlNode* list = node.find(key))
      for (const YamlNode& item : list->items) take(item);
  }

  Instant instant(const YamlNode& map, std::string_view key, const char* otherwise) {
    const YamlNode* node = map.find(key);
    const auto value = parse_rfc3339(node == nullptr ? otherwise : node->value);
    if (!value) report_.add(source_, *node, Code::kInvalidTestValue, fmt::format("invalid time '{}'", node->value));
    return value.value_or(Instant());
  }
  std::optional<Date> day(const YamlNode& map, std::string_view key) {
    const YamlNode* node = map.find(key);
    if (node == nullptr) return std::nullopt;
    const auto value = parse_iso_date(node->value);
    if (!value) report_.add(source_, *node, Code::kInvalidTestValue, fmt::format("invalid date '{}'", node->value));
    return value;
  }

  match::StoryMail read_mail(const YamlNode& node) {
    match::StoryMail mail;
    mail.id = {node.find("id")->value};
    mail.facts.platform = text_of(node, "platform", source_.id);
    mail.facts.kind = *parse_kind(text_of(node, "kind", "confirmed"));
    mail.facts.may = mail.facts.kind == MailKind::kConfirmed ? Permission::kEnrich : Permission::kReview;
    mail.received = mail.archived = instant(node, "received", kReceived);
    const YamlNode* authenticated = node.find("authenticated");
    mail.authenticated = authenticated == nullptr || is_true(authenticated);
    mail.authentication = mail.authenticated ? "passed" : "no verdict";
    if (const YamlNode* problem = node.find("problem")) mail.facts.problems.push_back({problem->value, problem->value});
    const auto add = [&](Field field, Value value) {
      mail.facts.facts.push_back({.field = field,
                                  .value = std::move(value),
                                  .confidence = Confidence(kSure),
                                  .state = FactState::kAccepted,
                                  .reason = {},
                                  .candidates = {}});
    };
    static constexpr std::pair<const char*, Field> kTexts[]{
        {"guest_name", Field::kGuestName}, {"code", Field::kConfirmationCode}, {"listing", Field::kListing},
        {"listing_id", Field::kListingId}, {"phone", Field::kPhone},           {"channel", Field::kChannel}};
    for (const auto& [key, field] : kTexts)
      if (const YamlNode* text = node.find(key)) add(field, text->value);
    if (const auto date = day(node, "check_in")) add(Field::kCheckIn, *date);
    if (const auto date = day(node, "check_out")) add(Field::kCheckOut, *date);
    if (const YamlNode* nights = node.find("nights")) add(Field::kNights, whole_of(*nights));
    if (const YamlNode* guests = node.find("guest_count")) add(Field::kGuestCount, whole_of(*guests));
    return mail;
  }

  match::FeedView& feed_of(const std::string& platform, const std::string& property, MatchCase& test) {
    const FeedId id{platform + "/" + property};
    const auto found = std::ranges::find(test.feeds, id, &match::FeedView::id);
    if (found != test.feeds.end()) return *found;
    return test.feeds.emplace_back(match::FeedView{.id = id,
                                                   .platform = platform,
                                                   .property = property,
                                                   .listing_ids = {},
                                                   .refreshed = test.now - kRefreshed,
                                                   .shows_codes = false});
  }

  Booking read_stay(const YamlNode& node, MatchCase& test) {
    Booking stay;
    stay.id = {node.find("id")->value};
    stay.platform = text_of(node, "platform", source_.id);
    stay.property = text_of(node, "property");
    match::FeedView& feed = feed_of(stay.platform, stay.property, test);
    stay.source_feed_id = feed.id;
    stay.check_in = day(node, "check_in").value_or(Date());
    stay.check_out = day(node, "check_out").value_or(Date());
    stay.first_seen = instant(node, "first_seen", kFirstSeen);
    const auto take = [&](const char* key, std::optional<std::string>& out) {
      if (const YamlNode* text = node.find(key)) out = text->value;
    };
    take("code", stay.code);
    take("name", stay.feed_name);
    take("phone_last4", stay.phone_last4);
    feed.shows_codes = feed.shows_codes || stay.code;
    if (const YamlNode* guests = node.find("guest_count")) {
      stay.guest_count = whole_of(*guests);
      stay.guest_count_source = ValueSource::kFeed;
    }
    stay.block = text_of(node, "is") == "block";
    if (text_of(node, "is") == "cancelled") stay.state = BookingState::kCancelled;
    return stay;
  }

  void read_expectation(const YamlNode& node, MatchCase& test) {
    MatchExpectation want{.mail = {node.find("mail")->value},
                          .booking = text_of(node, "booking"),
                          .because = text_of(node, "because"),
                          .at_least = {},
                          .by = strings_of(node.find("by"))};
    for (const Verdict verdict : {Verdict::kUpdate, Verdict::kReview, Verdict::kWait, Verdict::kIgnore})
      if (connections::name(verdict) == node.find("verdict")->value) want.verdict = verdict;
    if (const YamlNode* bits = node.find("at_least")) want.at_least = decimal_of(*bits);
    if (std::ranges::find(test.mails, want.mail, &match::StoryMail::id) == test.mails.end())
      report_.add(source_, *node.find("mail"), Code::kUnknownInTest, fmt::format("unknown mail '{}'", want.mail.value));
    const bool known = std::ranges::find(test.bookings, BookingId{want.booking}, &Booking::id) != test.bookings.end();
    if (!want.booking.empty() && !known)
      report_.add(source_, *node.find("booking"), Code::kUnknownInTest,
                  fmt::format("unknown booking '{}'", want.booking));
    const bool of_update = !want.booking.empty() || want.at_least || !want.by.empty();
    if (want.verdict != Verdict::kUpdate && of_update)
      report_.add(source_, node, Code::kContradictoryTest, "'booking', 'at_least' and 'by' are about an update");
    test.expect.push_back(std::move(want));
  }

  const RuleSource& source_;
  Report& report_;
};

}  // namespace

void parse_match_test(const RuleSource& source, const RuleBook& book, Report& report, std::vector<MatchCase>& cases) {
  if (book.platform(source.id) == nullptr)
    report.add(source, *source.root.find("tests_match"), Code::kUnknownInTest,
               fmt::format("unknown platform '{}'", source.id));
  for (const YamlNode& node : source.root.find("cases")->items) cases.push_back(Reader(source, report).read(node));
}

}  // namespace connections::rules
