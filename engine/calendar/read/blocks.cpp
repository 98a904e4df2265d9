#include "calendar/read/blocks.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "calendar/read/guest_name.h"
#include "model/unicode.h"
#include "model/value.h"

namespace connections::calendar {
namespace {

constexpr std::array kReasons{BlockReason::kMaintenance, BlockReason::kPreparation, BlockReason::kTurnover,
                              BlockReason::kOwner, BlockReason::kNotAvailable};
static_assert(kReasons.size() == rules::kBlockReasons.size());

bool in_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

std::size_t find_phrase(std::string_view folded, std::string_view phrase) {
  for (auto at = folded.find(phrase); at != std::string_view::npos; at = folded.find(phrase, at + 1)) {
    const std::size_t end = at + phrase.size();
    if ((at == 0 || !in_word(folded[at - 1])) && (end == folded.size() || !in_word(folded[end]))) return at;
  }
  return std::string_view::npos;
}

BlockReason phrase_alone(std::string_view folded, const rules::FeedWords& words) {
  for (std::size_t i = 0; i < kReasons.size(); ++i)
    if (is_one_of(folded, words.blocks[i])) return kReasons[i];
  return BlockReason::kNone;
}

/// Words before a phrase that belong to no name: fillers, words of stays and channels, further words of blocks.
bool is_plain_word(const std::string& word, const rules::FeedWords& words) {
  return is_one_of(word, words.block_fillers) || is_one_of(word, words.stays) || is_one_of(word, words.channels) ||
         is_one_of(word, words.connectives) || is_one_of(word, words.not_names) || is_one_of(word, words.tentative) ||
         phrase_alone(word, words) != BlockReason::kNone || !in_word(word.front()) ||
         std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

/// Whether a person may stand before the phrase: a word with a capital that is none of the plain ones. `summary` and
/// its folded form have the same words.
bool has_name_before(std::string_view summary, std::string_view before, const rules::FeedWords& words) {
  const auto folded = folded_words(before);
  std::size_t at = 0;
  for (const std::string& word : folded) {
    while (at < summary.size() && (summary[at] == ' ' || summary[at] == ',' || summary[at] == '(')) ++at;
    std::size_t first = at;
    const bool capital = first < summary.size() && unicode::is_upper(unicode::take(summary, first));
    if (capital && !is_plain_word(word, words)) return true;
    at = std::min(summary.find(' ', at), summary.size());
  }
  return false;
}

BlockReason phrase_inside(std::string_view summary, const rules::FeedWords& words) {
  const std::string folded = fold(summary);
  for (std::size_t i = 0; i < kReasons.size(); ++i)
    for (const std::string& phrase : words.blocks[i]) {
      const std::size_t at = find_phrase(folded, phrase);
      if (at == std::string_view::npos) continue;
      const bool shouted = unicode::is_all_capitals(summary);
      if (shouted || !has_name_before(summary, folded.substr(0, at), words)) return kReasons[i];
    }
  return BlockReason::kNone;
}

/// Folded, without the mark behind it.
std::string first_word(std::string_view text) { return fold(text.substr(0, text.find_first_of(" ,;.)/|-"))); }

struct Parts {
  std::string head;  ///< "Reserved"
  std::string tail;  ///< "Odile" of "Reserved - Odile"
};

/// "de " of "de Odile Invented".
std::size_t lead_of(std::string_view tail, const rules::FeedWords& words) {
  const auto space = tail.find(' ');
  return space != std::string_view::npos && is_one_of(fold(tail.substr(0, space)), words.leads_to_guest) ? space + 1
                                                                                                         : 0;
}

/// Also ":", dashes and "|", "Reservation Odile" and "Reserva de Odile".
Parts parts_of(std::string_view summary, const rules::FeedWords& words) {
  static constexpr std::array<std::string_view, 7> kMarks{" - ", " – ", " — ", " | ", ": ", ":", "："};
  const auto space = summary.find(' ');
  const bool stay_first = space != std::string_view::npos && is_one_of(fold(summary.substr(0, space)), words.stays);
  if (stay_first)
    if (const std::size_t lead = lead_of(summary.substr(space + 1), words))
      return {std::string(summary.substr(0, space)), std::string(summary.substr(space + 1 + lead))};
  for (const std::string_view mark : kMarks)
    if (const auto at = summary.find(mark); at != std::string_view::npos)
      return {std::string(summary.substr(0, at)), std::string(summary.substr(at + mark.size()))};
  if (stay_first) return {std::string(summary.substr(0, space)), std::string(summary.substr(space + 1))};
  return {std::string(summary), {}};
}

/// "Odile Invented" of "Odile Invented - 3 nights", "Odile Invented 2 pers", "Odile Invented + 2": what stands before a
/// number of people or nights. The whole tail if it counts nothing.
std::string_view before_count(std::string_view tail, const rules::FeedWords& words) {
  const auto digit = tail.find_first_of("0123456789");
  if (digit == std::string_view::npos || digit == 0) return tail;
  const auto counted = tail.find_first_not_of("0123456789 .", digit);
  const bool plus = tail.substr(0, digit).ends_with("+ ") || tail[digit - 1] == '+';
  if (counted == std::string_view::npos ? !plus : !is_one_of(first_word(tail.substr(counted)), words.counts))
    return tail;
  const auto last = tail.find_last_not_of(" ,;+/|-", digit - 1);
  return tail.substr(0, last == std::string_view::npos ? 0 : last + 1);
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

/// "Cancelled", "Cancelled - Nils", "Nils (cancelled)": the word stands apart.
bool is_cancelled(std::string_view summary, const rules::FeedWords& words) {
  static constexpr std::array<std::string_view, 8> kMarks{" - ", " – ", " — ", ":", "|", "(", ")", "["};
  std::string text = fold(summary);
  for (const std::string_view mark : kMarks)
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark)) text.replace(at, mark.size(), "]");
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(']', at), text.size());
    if (is_one_of(fold(text.substr(at, end - at)), words.cancelled)) return true;
    at = end + 1;
  }
  return false;
}

bool announces_name(const std::string& head, const rules::FeedWords& words) {
  return is_one_of(head, words.stays) || is_one_of(head, words.tentative) || is_one_of(head, words.announces);
}

/// Two words or more, each with a capital. One word may be anything.
bool reads_like_name(std::string_view name) {
  std::size_t words = 0;
  for (std::size_t at = 0; at < name.size(); at = std::min(name.find(' ', at), name.size() - 1) + 1, ++words) {
    std::size_t first = at;
    if (!unicode::is_upper(unicode::take(name, first))) return false;
  }
  return words > 1;
}

BlockReason block_of(const OccupancySigns& signs, const std::string& summary, const Parts& parts,
                     const rules::FeedWords& words) {
  const bool announced = announces_name(fold(parts.head), words) && !parts.tail.empty();
  const bool named = announced && guest_name_in(before_count(parts.tail, words), words).has_value();
  const bool stay_word = is_one_of(fold(parts.head), words.stays) || is_one_of(fold(parts.head), words.tentative);
  BlockReason said = BlockReason::kNone;
  if (stay_word && announced)
    said = phrase_alone(fold(parts.tail), words);
  else if (!named)
    said = phrase_inside(summary, words);
  if (said == BlockReason::kNotAvailable && is_from_booking(signs)) return BlockReason::kNone;
  if (said != BlockReason::kNone) return said;
  if (signs.platform == "airbnb" && fold(summary).starts_with("airbnb ("))
    return BlockReason::kNotAvailable;  // any language
  if (signs.platform == "vrbo" && is_vrbo_block_uid(signs)) return BlockReason::kNotAvailable;
  return BlockReason::kNone;
}

}  // namespace

Occupancy occupancy_of(const OccupancySigns& signs, const rules::FeedWords& words) {
  const std::string summary = plain(signs.summary);
  const Parts parts = parts_of(summary, words);
  const std::string head = fold(parts.head);
  Occupancy found;
  found.tentative = is_one_of(head, words.tentative);
  found.cancelled = is_cancelled(summary, words);
  if (!signs.has_code) found.block = block_of(signs, summary, parts, words);
  if (found.block != BlockReason::kNone) return found;
  if (announces_name(head, words) && !parts.tail.empty()) {
    auto name = guest_name_in(before_count(parts.tail, words), words);
    const bool is_sure = name && (is_one_of(head, words.announces) || !may_be_a_house(*name, words));
    (is_sure ? found.feed_name : found.seeming_name) = std::move(name);
  } else if (parts.tail.empty()) {
    if (auto name = guest_name_in(summary, words); name && reads_like_name(*name)) found.seeming_name = std::move(name);
  }
  return found;
}

}  // namespace connections::calendar
