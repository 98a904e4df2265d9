#include "corpus/generator/variation/variation.h"

#include <array>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "corpus/generator/variation/layout/invisible.h"
#include "corpus/generator/variation/sending/mime.h"
#include "corpus/generator/variation/sending/wrap.h"

namespace connections::corpus {
namespace {

/// How often each occasion is drawn, of 100.
struct Share {
  Occasion occasion;
  int most;  ///< of 0–99, included
};
constexpr std::array<Share, 8> kShares{{{Occasion::kConfirmed, 61},
                                        {Occasion::kCancellation, 70},
                                        {Occasion::kAlteration, 76},
                                        {Occasion::kInquiry, 80},
                                        {Occasion::kRequest, 84},
                                        {Occasion::kMessage, 92},
                                        {Occasion::kGuestSide, 97},
                                        {Occasion::kPayout, 99}}};

Occasion pick_occasion(Dice& dice) {
  const int drawn = dice.between(0, 99);
  for (const Share& share : kShares)
    if (drawn <= share.most) return share.occasion;
  return Occasion::kConfirmed;
}

/// Whether a sender writes such mails in that language, as far as is known.
bool writes(Sender sender, Occasion occasion, const Language& language) {
  if (sender == vrbo)
    return language.has("vrbo.instant") && occasion != Occasion::kAlteration && occasion != Occasion::kGuestSide &&
           occasion != Occasion::kPayout;
  if (sender == booking_com)
    return language.has("booking.new") && (occasion == Occasion::kConfirmed || occasion == Occasion::kCancellation ||
                                           occasion == Occasion::kAlteration || occasion == Occasion::kMessage);
  return sender == airbnb || occasion != Occasion::kPayout;
}

/// A sender of the occasion and a language that it writes in.
std::pair<Sender, const Language*> pick_sender(Dice& dice, Occasion occasion) {
  static constexpr std::array<Sender, 9> kSenders{airbnb,  airbnb,  airbnb, manager,    manager,
                                                  manager, manager, vrbo,   booking_com};
  for (;;) {
    const Sender sender = dice.pick(kSenders);
    std::vector<const Language*> spoken;
    for (const Language& language : languages())
      if (writes(sender, occasion, language)) spoken.push_back(&language);
    if (!spoken.empty()) return {sender, dice.pick(spoken)};
  }
}

template <class Layout, std::size_t N>
Layout pick_layout(Dice& dice, const std::vector<Layout>& allowed, const std::array<std::string_view, N>& names) {
  if (!allowed.empty()) return dice.pick(allowed);
  return static_cast<Layout>(dice.next() % names.size());
}

/// Lays the sheet out as text and as HTML and says how.
std::string lay_out(Notice& notice, Dice& dice, const Language& language) {
  const bool east_asian = language.tag() == "ja" || language.tag() == "zh-CN";
  const TextLayout text = pick_layout(dice, notice.text_layouts, kTextLayoutNames);
  const HtmlLayout html = pick_layout(dice, notice.html_layouts, kHtmlLayoutNames);
  notice.letter.text = lay_out_text(notice.sheet, text, east_asian);
  notice.letter.html = lay_out_html(notice.sheet, html, dice, language.tag());
  return fmt::format("text={}|html={}", kTextLayoutNames[static_cast<std::size_t>(text)],
                     kHtmlLayoutNames[static_cast<std::size_t>(html)]);
}

/// Sends the letter on, answers it, or leaves it as it is: two of three. An answer says nothing of the host's bookings.
Letter wrap(const Notice& notice, Dice& dice, const Language& language, GeneratedMail& truth, std::string& form) {
  const int drawn = dice.between(0, 99);
  if (drawn < 66) {
    form += "|as_sent";
    return notice.letter;
  }
  const Client client = static_cast<Client>(dice.between(0, 2));
  const std::string_view name = kClientNames[static_cast<std::size_t>(client)];
  if (drawn < 92) {
    form += fmt::format("|{}_forward", name);
    return forwarded(language, dice, notice.letter, client);
  }
  form += fmt::format("|{}_reply", name);
  truth = GeneratedMail{};
  truth.platform = notice.truth.platform;
  truth.kind = "other";
  return answered(language, dice, notice.letter, client);
}

}  // namespace

Variation vary(std::uint64_t seed, std::uint64_t index) {
  Dice dice(seed, index);
  const Occasion occasion = pick_occasion(dice);
  const auto [sender, spoken] = pick_sender(dice, occasion);
  const Language& language = *spoken;
  const Reservation stay = invent_reservation(language, dice);
  Variation variation;
  variation.language = language.tag();
  variation.notice = sender(language, dice, stay, occasion);
  const std::string invisible = sprinkle_invisible(variation.notice.sheet, dice);
  variation.form =
      fmt::format("{} {}|{}|{}|{}", variation.notice.truth.platform, word_of(occasion), variation.notice.form,
                  lay_out(variation.notice, dice, language), invisible.empty() ? "plain" : invisible);
  variation.mail = variation.notice.truth;
  const Letter letter = wrap(variation.notice, dice, language, variation.mail, variation.form);
  const Transport transport = pick_transport(dice);
  variation.form += "|" + transport.name();
  variation.mail.bytes = encode(letter, transport);
  return variation;
}

}  // namespace connections::corpus
