#include <algorithm>

#include <fmt/format.h>

#include "corpus/generator/variation/facts/party.h"
#include "corpus/generator/variation/facts/phrases.h"
#include "corpus/generator/variation/facts/rows.h"
#include "corpus/generator/variation/managers.h"

/// Mails of property-management systems. Their templates are each host's own: words, order and layout vary freely.
namespace connections::corpus {
namespace {

struct Context {
  const Language& language;
  Dice& dice;
  const Reservation& stay;
  Occasion occasion;
  const Manager& sender;
  std::string code;  ///< empty: none
  Values values;

  [[nodiscard]] std::string say(std::string_view key) const {
    return phrase(language, dice, fmt::format("{}.{}", word_of(occasion), key), values);
  }
};

std::string subject_of(Context& at) {
  const auto known = std::ranges::find_if(at.sender.subjects, [&](const KnownSubject& one) {
    return one.language == at.language.tag() && one.occasion == at.occasion;
  });
  if (known == at.sender.subjects.end() || at.dice.between(0, 3) == 0) return at.say("subject");
  const auto day = [&](Date date) { return write_date(at.language, "{dd}.{MM}.{yy}", date); };
  Values values = at.values;
  values["nights"] = fmt::format("{} {}", at.stay.nights(), at.stay.nights() == 1 ? "Night" : "Nights");
  values["arrival"] = write_date(at.language, "{mon} {d} {y}", at.stay.check_in);
  values["short_range"] = day(at.stay.check_in) + " – " + day(at.stay.check_out);
  return fill(known->pattern, values);
}

/// Which facts the mail of an occasion shows as rows. What is not there, the truth must not say either.
Shown shown_on(Context& at) {
  Shown shown;
  if (!at.code.empty()) shown.code = at.code;
  if (at.occasion == Occasion::kMessage) {
    shown.extras = shown.party = false;
    shown.listing = at.dice.between(0, 1) == 0;
    shown.dates = at.dice.between(0, 2) == 0;
  }
  if (at.occasion == Occasion::kGuestSide) shown.guest = false;
  return shown;
}

void tell_shown(GeneratedMail& truth, Context& at, const Shown& shown, const std::string& guest_name) {
  tell_stay(truth, at.stay);
  truth.guest_name = guest_name;
  truth.confirmation_code = shown.code;
  if (!shown.listing) truth.listing.reset();
  if (!shown.party) truth.guest_count.reset();
  if (!shown.dates) {
    truth.check_in.reset();
    truth.check_out.reset();
  }
}

/// Everything in a sentence, and the code below it.
void write_sentence(Notice& notice, Context& at) {
  notice.sheet.blocks.push_back(line(at.say("sentence")));
  Shown shown;
  if (!at.code.empty()) shown.code = at.code;
  if (shown.code) notice.sheet.blocks.push_back(table({{at.language.pick("labels.code", at.dice), *shown.code}}));
  tell_shown(notice.truth, at, shown, at.stay.guest.whole);
  notice.form = "sentence";
}

void write_rows(Notice& notice, Context& at) {
  const Shown shown = shown_on(at);
  FactRows facts = fact_rows(at.language, at.dice, at.stay, shown);
  notice.sheet.blocks.push_back(table(std::move(facts.rows)));
  if (at.occasion != Occasion::kGuestSide) tell_shown(notice.truth, at, shown, facts.guest_name);
  notice.form = std::move(facts.form);
}

}  // namespace

Notice manager(const Language& language, Dice& dice, const Reservation& stay, Occasion occasion) {
  const Manager& sender = dice.pick(managers());
  const bool booked = occasion != Occasion::kInquiry && occasion != Occasion::kRequest;
  const std::string code = booked ? code_of(sender.code, stay) : "";
  Context at{language, dice, stay, occasion, sender, code, phrase_values(language, dice, stay, code)};
  Notice notice = begin_notice("pms", occasion, stay);
  notice.letter.from_name = sender.from_name;
  notice.letter.from_address = sender.address;
  notice.letter.vouched_domain = sender.domain;
  auto& blocks = notice.sheet.blocks;
  if (occasion != Occasion::kGuestSide && dice.between(0, 1) == 0)
    blocks.push_back(line(language.pick("greeting", dice)));
  blocks.push_back(heading(at.say("headline")));
  if (occasion == Occasion::kMessage) blocks.push_back(quote(guest_words(language, dice, stay)));
  if (occasion == Occasion::kConfirmed && dice.between(0, 4) == 0)
    write_sentence(notice, at);
  else
    write_rows(notice, at);
  if (sender.code == CodeShape::kNone)
    blocks.push_back(link("Smoobu", "https://login.smoobu.com/en/booking/detail/" + stay.digits.substr(0, 8)));
  if (occasion == Occasion::kGuestSide) {
    for (const std::string& words : language.all("guest_side.lines")) blocks.push_back(line(words));
    notice.letter.to = "guest" + stay.digits.substr(4) + "@example.com";
  }
  if (dice.between(0, 1) == 0) blocks.push_back(line(language.pick("closing", dice)));
  if (dice.between(0, 1) == 0) notice.sheet.preheader = blocks.front().text;
  if (notice.truth.guest_name) at.values["guest"] = *notice.truth.guest_name;  // a system writes a name one way
  notice.letter.subject = subject_of(at);
  notice.form = std::string(sender.name) + ":" + notice.form;
  return notice;
}

}  // namespace connections::corpus
