#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/generator/generator.h"
#include "corpus/generator/variation/facts/reservation.h"
#include "corpus/generator/variation/layout/html_layout.h"
#include "corpus/generator/variation/layout/text_layout.h"
#include "corpus/generator/variation/sending/letter.h"

namespace connections::corpus {

/// Why a mail is sent.
enum class Occasion : std::uint8_t {
  kConfirmed,
  kCancellation,
  kAlteration,  ///< with the new dates, where the sender prints dates
  kInquiry,
  kRequest,
  kMessage,
  kGuestSide,  ///< the same words to the traveller: nothing of the host's
  kPayout,     ///< of two stays
};
/// The member of "confirmed", "cancellation", … in the words of a language, and the kind in a truth.
[[nodiscard]] std::string_view word_of(Occasion occasion) noexcept;

/// What a sender says, before it is laid out and sent.
struct Notice {
  GeneratedMail truth;  ///< without bytes
  std::string form;     ///< how facts are written, for the form of a variation
  Letter letter;        ///< without bodies
  Sheet sheet;
  std::vector<TextLayout> text_layouts = {};  ///< that this sender's mails may have; empty: any
  std::vector<HtmlLayout> html_layouts = {};
};

/// The beginning of every sender: envelope, date, and a truth that says nothing yet.
[[nodiscard]] Notice begin_notice(std::string platform, Occasion occasion, const Reservation& stay);

/// The truth of a mail that shows the whole stay.
void tell_stay(GeneratedMail& truth, const Reservation& stay);

/// One sender: fills a notice for an occasion in a language.
using Sender = Notice (*)(const Language& language, Dice& dice, const Reservation& stay, Occasion occasion);

[[nodiscard]] Notice airbnb(const Language& language, Dice& dice, const Reservation& stay, Occasion occasion);
[[nodiscard]] Notice vrbo(const Language& language, Dice& dice, const Reservation& stay, Occasion occasion);
[[nodiscard]] Notice booking_com(const Language& language, Dice& dice, const Reservation& stay, Occasion occasion);
[[nodiscard]] Notice manager(const Language& language, Dice& dice, const Reservation& stay, Occasion occasion);

}  // namespace connections::corpus
