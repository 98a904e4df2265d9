#include "calendar/read/blocks.h"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "model/unicode.h"
#include "model/value.h"

namespace connections::calendar {
namespace {

using Phrase = std::pair<std::string_view, BlockReason>;

/// The special reasons come first: "Blocked for maintenance" is maintenance.
constexpr std::array kBlockPhrases{
    Phrase{"maintenance", BlockReason::kMaintenance},
    Phrase{"repairs", BlockReason::kMaintenance},
    Phrase{"preparation", BlockReason::kPreparation},
    Phrase{"préparation", BlockReason::kPreparation},
    Phrase{"prep time", BlockReason::kPreparation},
    Phrase{"prep day", BlockReason::kPreparation},
    Phrase{"prep days", BlockReason::kPreparation},
    Phrase{"buffer", BlockReason::kPreparation},
    Phrase{"turnover", BlockReason::kTurnover},
    Phrase{"turnaround", BlockReason::kTurnover},
    Phrase{"changeover", BlockReason::kTurnover},
    Phrase{"cleaning", BlockReason::kTurnover},
    Phrase{"ménage", BlockReason::kTurnover},
    Phrase{"owner", BlockReason::kOwner},
    Phrase{"owner's", BlockReason::kOwner},
    Phrase{"owner stay", BlockReason::kOwner},
    Phrase{"owner block", BlockReason::kOwner},
    Phrase{"propriétaire", BlockReason::kOwner},
    Phrase{"eigentümer", BlockReason::kOwner},
    Phrase{"eigenbelegung", BlockReason::kOwner},
    Phrase{"propietario", BlockReason::kOwner},
    Phrase{"proprietario", BlockReason::kOwner},
    Phrase{"not available", BlockReason::kNotAvailable},
    Phrase{"unavailable", BlockReason::kNotAvailable},
    Phrase{"blocked", BlockReason::kNotAvailable},
    Phrase{"closed", BlockReason::kNotAvailable},
    Phrase{"indisponible", BlockReason::kNotAvailable},
    Phrase{"bloqué", BlockReason::kNotAvailable},
    Phrase{"nicht verfügbar", BlockReason::kNotAvailable},
    Phrase{"blockiert", BlockReason::kNotAvailable},
    Phrase{"gesperrt", BlockReason::kNotAvailable},
    Phrase{"no disponible", BlockReason::kNotAvailable},
    Phrase{"bloqueado", BlockReason::kNotAvailable},
    Phrase{"non disponibile", BlockReason::kNotAvailable},
    Phrase{"bloccato", BlockReason::kNotAvailable},
    Phrase{"não disponível", BlockReason::kNotAvailable},
    Phrase{"indisponível", BlockReason::kNotAvailable},
    Phrase{"niet beschikbaar", BlockReason::kNotAvailable},
    Phrase{"geblokkeerd", BlockReason::kNotAvailable},
};

constexpr std::array<std::string_view, 15> kStayWords{
    "reserved",   "réservée", "réservé",   "reservation",  "réservation",  "reserva", "reservado", "reservada",
    "reserviert", "buchung",  "prenotato", "prenotazione", "gereserveerd", "booked",  "booking"};
constexpr std::array<std::string_view, 7> kTentativeWords{"provisoire", "provisional", "tentative", "vorläufig",
                                                          "provisorio", "provisório",  "voorlopig"};

template <class Words>
bool is_one_of(std::string_view word, const Words& words) {
  for (const std::string_view one : words)
    if (one == word) return true;
  return false;
}

bool in_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

bool has_phrase(std::string_view folded, std::string_view phrase) {
  for (auto at = folded.find(phrase); at != std::string_view::npos; at = folded.find(phrase, at + 1)) {
    const std::size_t end = at + phrase.size();
    if ((at == 0 || !in_word(folded[at - 1])) && (end == folded.size() || !in_word(folded[end]))) return true;
  }
  return false;
}

BlockReason phrase_inside(std::string_view folded) {
  for (const auto& [phrase, reason] : kBlockPhrases)
    if (has_phrase(folded, phrase)) return reason;
  return BlockReason::kNone;
}

BlockReason phrase_alone(std::string_view folded) {
  for (const auto& [phrase, reason] : kBlockPhrases)
    if (folded == phrase) return reason;
  return BlockReason::kNone;
}

/// "Reserved - Odile" → "Reserved", "Odile". Also ":", an en dash, and "Reservation Odile".
std::pair<std::string, std::string> head_and_tail(std::string_view summary) {
  static constexpr std::array<std::string_view, 4> kMarks{" - ", " – ", ": ", ":"};
  for (const std::string_view mark : kMarks)
    if (const auto at = summary.find(mark); at != std::string_view::npos)
      return {std::string(summary.substr(0, at)), std::string(summary.substr(at + mark.size()))};
  const auto space = summary.find(' ');
  if (space != std::string_view::npos && is_one_of(fold(summary.substr(0, space)), kStayWords))
    return {std::string(summary.substr(0, space)), std::string(summary.substr(space + 1))};
  return {std::string(summary), {}};
}

/// A name has letters and no digits: codes and unit numbers stand in the same place.
std::optional<std::string> name_in(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  bool letters = false;
  for (const char c : text) {
    if (c >= '0' && c <= '9') return std::nullopt;
    letters |= (static_cast<unsigned char>(c) >= 0x80) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }
  return letters ? std::optional(std::string(text)) : std::nullopt;
}

/// Vrbo gives guests a random UUID and blocks one made of their days, each MMDDYYYY written twice.
bool is_vrbo_block_uid(const OccupancySigns& signs) {
  const auto month_day_year = [](Date date) {
    const std::string iso = to_iso(date);
    return iso.substr(5, 2) + iso.substr(8, 2) + iso.substr(0, 4);
  };
  const std::string in = month_day_year(signs.check_in);
  const std::string out = month_day_year(signs.check_out);
  return signs.uid ==
         fmt::format("{}-{}-{}-{}-{}{}", in, in.substr(0, 4), in.substr(4), out.substr(0, 4), out.substr(4), out);
}

bool is_from_booking(const OccupancySigns& signs) {
  return signs.platform == "booking" || signs.uid.ends_with("@booking.com");
}

BlockReason block_of(const OccupancySigns& signs, const std::string& head, const std::string& tail) {
  const std::string folded = fold(signs.summary);
  const bool stay_words = is_one_of(head, kStayWords) || is_one_of(head, kTentativeWords) || head == "closed";
  const BlockReason said = stay_words && !tail.empty() ? phrase_alone(fold(tail)) : phrase_inside(folded);
  if (said == BlockReason::kNotAvailable && is_from_booking(signs)) return BlockReason::kNone;
  if (said != BlockReason::kNone) return said;
  if (signs.platform == "airbnb" && folded.starts_with("airbnb (")) return BlockReason::kNotAvailable;  // any language
  if (signs.platform == "vrbo" && is_vrbo_block_uid(signs)) return BlockReason::kNotAvailable;
  return BlockReason::kNone;
}

}  // namespace

Occupancy occupancy_of(const OccupancySigns& signs) {
  const auto [head_text, tail] = head_and_tail(signs.summary);
  const std::string head = fold(head_text);
  Occupancy found;
  found.tentative = is_one_of(head, kTentativeWords);
  if (!signs.has_code) found.block = block_of(signs, head, tail);
  const bool announces_name =
      found.tentative || is_one_of(head, kStayWords) || head == "closed" || head.starts_with("tripadvisor");
  if (found.block == BlockReason::kNone && announces_name && phrase_alone(fold(tail)) == BlockReason::kNone)
    found.feed_name = name_in(tail);
  return found;
}

}  // namespace connections::calendar
