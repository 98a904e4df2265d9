#include "view/mail_view.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "view/json_text.h"
#include "view/table.h"

namespace connections::view {
namespace {

using nlohmann::ordered_json;
using store::ListedMail;

constexpr std::size_t kColumns = 80;
constexpr std::size_t kIdDigits = 8;

constexpr std::array<MailOutcome, 7> kOutcomes{{{"pending", "not read or not decided yet"},
                                                {"review", "a person must decide"},
                                                {"wait", "its stay is expected in the calendar"},
                                                {"quarantined", "reading it ended the reader"},
                                                {"update", "it named a booking"},
                                                {"closed", "its review item is closed"},
                                                {"ignore", "nothing was to do"}}};

/// Reasons of outcomes without a review item, by their codes in the note.
constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kReasons{{
    {"already_enriched", "the booking says so already"},
    {"cancelled_later", "a later mail says that the reservation is cancelled"},
    {"same_reservation", "a later mail speaks for the same reservation"},
    {"name_taken_back", "its guest's name was taken back"},
    {"names_no_stay", "it names no stay"},
    {"follows_code", "a mail with the same code decides"},
    {"feed_not_refreshed", "a calendar that could hold the stay was not refreshed since the mail"},
    {"not_in_calendar", "no calendar shows such a stay yet"},
    {"calendar_new", "the calendar was just added"},
    {"listing_unknown", "it is not known which property its listing is"},
    {"year_unproven", "it leaves out the year of its days, and nothing proves when it was written"},
    {"no_name_by_design", "such mails carry no guest name"},
}};

std::string reason_of(std::string_view code) {
  for (const auto& [known, sentence] : kReasons)
    if (known == code) return std::string(sentence);
  std::string words(code);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

void add(std::string& text, std::string_view sentence) {
  if (sentence.empty() || text.find(sentence) != std::string::npos) return;
  text += text.empty() ? "" : "; ";
  text += sentence;
}

/// The codes of a note, which follow its verdict.
void add_reasons(std::string& text, const ListedMail& mail) {
  std::string_view codes = mail.note;
  codes.remove_prefix(std::min(codes.find(' '), codes.size()));
  while (!codes.empty()) {
    codes.remove_prefix(1);
    const std::string_view code = codes.substr(0, codes.find(' '));
    codes.remove_prefix(code.size());
    if (code.starts_with("kind_"))
      add(text, fmt::format("a mail of kind {} changes no booking ({})", mail.kind, mail.kind_reason));
    else
      add(text, reason_of(code));
  }
}

std::string when(const ListedMail& mail) {
  return mail.received_at ? to_rfc3339(*mail.received_at).substr(0, 10) : std::string(10, ' ');
}

/// Cut to the columns that are left, at a whole character.
std::string cut(std::string_view text, std::size_t columns) {
  std::string shown = printable(text);
  if (display_width(shown) <= columns) return shown;
  while (!shown.empty() && display_width(shown) + 1 > columns) {
    while (!shown.empty() && (static_cast<unsigned char>(shown.back()) & 0xC0U) == 0x80U) shown.pop_back();
    if (!shown.empty()) shown.pop_back();
  }
  return shown + "…";
}

std::string_view meaning_of(std::string_view outcome) {
  for (const MailOutcome& one : kOutcomes)
    if (one.name == outcome) return one.meaning;
  return {};
}

std::string next_step(const ListedMail& mail) {
  const std::string id = mail.message.value.substr(0, kIdDigits);
  if (mail.outcome == "review" && mail.review)
    return fmt::format("connections reviews show {}", mail.review->substr(0, kIdDigits));
  if (mail.outcome == "pending") return "connections sync --all";
  if (mail.outcome == "update" && mail.booking)
    return fmt::format("connections bookings explain {}", mail.booking->substr(0, kIdDigits));
  return fmt::format("connections explain --message {}", id);
}

}  // namespace

std::span<const MailOutcome> mail_outcomes() noexcept { return kOutcomes; }

std::string why(const ListedMail& mail) {
  std::string text;
  if (mail.outcome == "review" || mail.outcome == "closed")
    for (const std::string& reason : mail.review_reasons) add(text, reason);
  if (mail.outcome == "quarantined" || mail.kind.empty() || mail.note.empty())
    for (const Problem& problem : mail.problems) add(text, problem.message);
  if (text.empty()) add_reasons(text, mail);
  if (mail.outcome == "ignore")
    for (const Problem& problem : mail.problems) add(text, problem.message);
  if (text.empty()) text = meaning_of(mail.outcome);
  return text;
}

ordered_json to_json(const ListedMail& mail) {
  ordered_json problems = ordered_json::array();
  for (const Problem& problem : mail.problems)
    problems.push_back({{"code", problem.code}, {"message", problem.message}});
  return {{"id", mail.message.value},
          {"connection", mail.connection.value},
          {"connection_name", mail.connection_name},
          {"from", mail.from_address},
          {"subject", mail.subject},
          {"received_at", mail.received_at ? ordered_json(to_rfc3339(*mail.received_at)) : ordered_json(nullptr)},
          {"outcome", mail.outcome},
          {"why", why(mail)},
          {"note", mail.note},
          {"stage", store::name(mail.stage)},
          {"platform", mail.platform},
          {"kind", mail.kind},
          {"subkind", mail.subkind},
          {"kind_reason", mail.kind_reason},
          {"problems", std::move(problems)},
          {"guest_name", or_null(mail.guest_name)},
          {"check_in", or_null(mail.check_in)},
          {"check_out", or_null(mail.check_out)},
          {"code", or_null(mail.code)},
          {"review", or_null(mail.review)},
          {"booking", or_null(mail.booking)}};
}

ordered_json mails_json(const std::vector<ListedMail>& mails, std::size_t total) {
  ordered_json items = ordered_json::array();
  for (const ListedMail& mail : mails) items.push_back(to_json(mail));
  return {{"items", std::move(items)}, {"total", total}};
}

std::string mails_text(const std::vector<ListedMail>& mails, std::size_t total) {
  std::string text;
  for (const ListedMail& mail : mails) {
    const std::string line =
        fmt::format("{}  {}  {:<11}  ", when(mail), mail.message.value.substr(0, kIdDigits), mail.outcome);
    text += line + cut(mail.subject.empty() ? mail.from_address : mail.subject, kColumns - line.size()) + "\n";
    const std::string below = fmt::format("{:>22}{:<11}  ", "", mail.platform.empty() ? "–" : mail.platform);
    text += below + cut(why(mail), kColumns - display_width(below)) + "\n";
  }
  if (total > mails.size()) text += fmt::format("{} of {} mails; --limit shows more\n", mails.size(), total);
  return text;
}

std::string mail_text(const ListedMail& mail, const std::vector<Fact>& facts) {
  std::string text = fmt::format(
      "mail      {}\nfrom      {}\nreceived  {}\nread by   {}\nkind      {}{}{}\noutcome   {}: {}\n          {}\n",
      printable(mail.subject), printable(mail.from_address),
      mail.received_at ? to_rfc3339(*mail.received_at) : "unknown",
      mail.platform.empty() ? "no platform" : mail.platform, mail.kind.empty() ? "not read" : mail.kind,
      mail.subkind.empty() ? "" : "/", mail.subkind, mail.outcome, meaning_of(mail.outcome), printable(why(mail)));
  for (const Problem& problem : mail.problems)
    text += fmt::format("problem   {}: {}\n", problem.code, printable(problem.message));
  text += "\nread\n";
  for (const Fact& fact : facts)
    text += fmt::format("  {} = {}   {} {:.3f}{}\n", name(fact.field), printable(to_string(fact.value)),
                        fact.state == FactState::kAccepted ? "accepted" : "DISPUTED", fact.confidence.value(),
                        fact.reason.empty() ? "" : ": " + fact.reason);
  if (facts.empty()) text += "  nothing\n";
  text += fmt::format("\nNext:  {}\n", next_step(mail));
  return text;
}

}  // namespace connections::view
