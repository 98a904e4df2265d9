#include <fmt/format.h>

#include "corpus/generator/variation/facts/date_text.h"
#include "corpus/generator/variation/facts/party.h"
#include "corpus/generator/variation/facts/phrases.h"
#include "corpus/generator/variation/notice.h"

/// Mails of Vrbo and FeWo-direkt: mail-formats.md, 3. They name no listing but its number.
namespace connections::corpus {
namespace {

/// Of each occasion: the subject's key in "vrbo.*" and X-Mediated-Message-Type. An empty one: no such mail.
struct Kind {
  const char *subject, *message_type;
};
constexpr std::array<Kind, 8> kKinds{{{"instant", "RESERVATION_CONFIRMED"},
                                      {"cancelled", ""},
                                      {"", ""},
                                      {"inquiry", "INQUIRY"},
                                      {"request", "NEW_BOOKING_REQUEST"},
                                      {"message", "REPLIED"},
                                      {"", ""},
                                      {"", ""}}};

/// Labels with what they say; the days with the number of nights behind them, as Vrbo writes them.
std::vector<Row> rows_of(const Language& language, Dice& dice, const Reservation& stay, const std::string& range,
                         const std::string& code) {
  std::vector<Row> rows{{language.one("vrbo.property"), "#" + stay.digits.substr(0, 7)}};
  if (dice.between(0, 1) == 0) rows.push_back({language.one("vrbo.unit"), "unit_" + stay.digits.substr(2, 7)});
  if (!code.empty()) rows.push_back({language.one("vrbo.id"), code});
  rows.push_back({language.one("vrbo.dates"), range + ", " + counted(language, "count.night", stay.nights())});
  rows.push_back({language.one("vrbo.guests"), party_by_age(language, stay, ", ")});
  rows.push_back({language.one("vrbo.name"), stay.guest.whole});
  if (dice.between(0, 1) == 0) rows.push_back({language.one("vrbo.phone"), "+1 555 0" + stay.digits.substr(0, 6)});
  return rows;
}

}  // namespace

Notice vrbo(const Language& language, Dice& dice, const Reservation& stay, Occasion occasion) {
  const Kind& kind = kKinds[static_cast<std::size_t>(occasion)];
  const bool cancelled = occasion == Occasion::kCancellation, inquiry = occasion == Occasion::kInquiry;
  const std::string number = stay.digits.substr(0, 7), code = "HA-" + stay.letters.substr(0, 6);
  const std::string range = write_range(language, dice, stay.check_in, stay.check_out, RangeStyle::kDashed);
  Notice notice = begin_notice("vrbo", occasion, stay);
  notice.letter.from_name = cancelled ? "Vrbo" : stay.guest.whole;
  notice.letter.from_address = cancelled ? "vrbo@partners.expediagroup.com" : "sender@messages.homeaway.com";
  notice.letter.vouched_domain = cancelled ? "partners.expediagroup.com" : "messages.homeaway.com";
  if (!cancelled) notice.letter.headers = {std::string("X-Mediated-Message-Type: ") + kind.message_type};
  notice.letter.subject = fill(language.one(std::string("vrbo.") + kind.subject),
                               {{"guest", stay.guest.whole}, {"range", range}, {"number", number}, {"code", code}});
  tell_stay(notice.truth, stay);
  notice.truth.listing = "#" + number;
  if (!inquiry) notice.truth.confirmation_code = code;
  auto& blocks = notice.sheet.blocks;
  if (occasion == Occasion::kConfirmed) blocks.push_back(heading(language.one("vrbo.headline")));
  if (cancelled) blocks.push_back(heading(language.pick("cancellation.headline", dice)));
  if (inquiry || occasion == Occasion::kMessage) blocks.push_back(quote(guest_words(language, dice, stay)));
  blocks.push_back(table(rows_of(language, dice, stay, range, inquiry ? "" : code)));
  notice.form = "vrbo_rows";
  notice.text_layouts = {TextLayout::kNextLine, TextLayout::kColon, TextLayout::kStars, TextLayout::kBelow};
  return notice;
}

}  // namespace connections::corpus
