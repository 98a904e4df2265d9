#include "rules/values/date_reader.h"

#include <algorithm>

#include "rules/values/date_tokens.h"
#include "rules/values/partial_date.h"

namespace connections::rules {
namespace {

using std::chrono::days;

/// A mail may still speak of a stay that began a while ago (reminders, late alterations).
constexpr days kGrace{60};
/// Without any date in the mail, a weekday picks the nearest year no further than this away.
constexpr int kYearsAround = 3;

int year_of(Date date) { return static_cast<int>(std::chrono::year_month_day{date}.year()); }

std::optional<Date> in_year(const PartialDate& date, int year) {
  return make_date(year, static_cast<unsigned>(date.month), static_cast<unsigned>(date.day));
}

bool weekday_fits(const PartialDate& date, Date day) {
  return date.weekday == 0 || std::chrono::weekday{day}.iso_encoding() == static_cast<unsigned>(date.weekday);
}

/// Days on which a date without a year may fall, the likeliest first.
std::vector<Date> year_candidates(const PartialDate& date, const DateContext& context) {
  const Date received = day_of(context.received);
  const bool forward = context.year == YearPolicy::kNextAfterReceived;
  std::vector<Date> found;
  for (int offset = -kYearsAround; offset <= kYearsAround; ++offset) {
    const auto day = in_year(date, year_of(received) + offset);
    if (!day) continue;
    const bool fits =
        !context.received_known || (forward ? *day >= received - kGrace && *day < received + days{366} + kGrace
                                            : *day <= received + days{1} && *day > received - days{366});
    if (fits) found.push_back(*day);
  }
  const auto distance = [&](Date day) { return day < received ? received - day : day - received; };
  if (!context.received_known)
    std::stable_sort(found.begin(), found.end(), [&](Date a, Date b) { return distance(a) < distance(b); });
  return found;
}

std::optional<ReadDate> guess_year(const PartialDate& date, const DateContext& context) {
  if (context.year == YearPolicy::kRequired) return std::nullopt;
  if (!context.received_known && date.weekday == 0) return std::nullopt;
  const auto candidates = year_candidates(date, context);
  if (candidates.empty()) return std::nullopt;
  for (const Date day : candidates)
    if (weekday_fits(date, day)) return ReadDate{day, true, {}};
  if (!context.received_known) return std::nullopt;
  return ReadDate{candidates.front(), true, "the weekday beside it fits no year near the mail's own date"};
}

std::optional<ReadDate> complete(const PartialDate& date, const DateContext& context) {
  if (date.today)
    return context.received_known ? std::optional(ReadDate{day_of(context.received), false, {}}) : std::nullopt;
  if (date.month == 0 || date.day == 0) return std::nullopt;
  if (date.year == 0) return guess_year(date, context);
  const auto day = in_year(date, date.year);
  if (!day) return std::nullopt;
  return ReadDate{*day, false, weekday_fits(date, *day) ? "" : "the weekday beside it is not that day's"};
}

bool before(const PartialDate& a, const PartialDate& b) {
  return std::pair(a.month, a.day) < std::pair(b.month, b.day);
}

/// Each half says what the other leaves out. A stay across New Year often has only the second year.
void share(PartialDate& start, PartialDate& end) {
  if (start.today || end.today) return;
  if (start.month == 0) start.month = end.month;
  if (end.month == 0) end.month = start.month;
  if (start.year == 0 && end.year != 0) start.year = before(end, start) ? end.year - 1 : end.year;
  if (end.year == 0 && start.year != 0) end.year = before(end, start) ? start.year + 1 : start.year;
}

std::optional<ReadRange> complete(PartialDate start, PartialDate end, const DateContext& context) {
  share(start, end);
  const auto first = complete(start, context);
  if (!first) return std::nullopt;
  if (end.year == 0 && !end.today) {
    end.year = year_of(first->date) + (before(end, start) ? 1 : 0);
    auto last = complete(end, context);
    if (last) last->year_guessed = first->year_guessed;
    return last ? std::optional(ReadRange{*first, *last}) : std::nullopt;
  }
  const auto last = complete(end, context);
  return last ? std::optional(ReadRange{*first, *last}) : std::nullopt;
}

using Tokens = std::span<const DateToken>;

/// "13-14 Jun": two numbers with a hyphen beside a month's name are a range, not a date.
std::vector<DateToken> part_hyphen_pairs(std::vector<DateToken> tokens) {
  const bool named = std::any_of(tokens.begin(), tokens.end(),
                                 [](const DateToken& t) { return t.meaning.month != 0 || t.mark == 'm'; });
  if (!named) return tokens;
  for (std::size_t i = 1; i < tokens.size(); ++i)
    if (tokens[i].joint == '-') {
      tokens[i].joint = 0;
      tokens.insert(tokens.begin() + static_cast<std::ptrdiff_t>(i++), DateToken{.kind = DateToken::Kind::kRange});
    }
  return tokens;
}

/// The order that an all-numeric date shows by a number over twelve: "28-03-2026" tells how "01-04-2026" beside it is
/// meant.
DateOrder shown_order(Tokens tokens) {
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    if (tokens[i].joint == 0 || tokens[i].digits == 4 || tokens[i - 1].digits == 4) continue;
    if (tokens[i - 1].joint == 0 && tokens[i - 1].number > 12) return DateOrder::kDayFirst;
    if (tokens[i - 1].joint == 0 && tokens[i].number > 12) return DateOrder::kMonthFirst;
  }
  return DateOrder::kUnset;
}

std::optional<ReadRange> read_split(Tokens tokens, std::size_t at, DateOrder order, const DateContext& context) {
  const auto start = partial_date(tokens.first(at), order, false);
  const auto end = partial_date(tokens.subspan(at + 1), order, false);
  if (!start || !end || (start->month == 0 && end->month == 0)) return std::nullopt;
  return complete(*start, *end, context);
}

bool is_stay(const ReadRange& range) { return range.start.date < range.end.date; }
bool is_fine(const ReadRange& range) { return range.start.doubt.empty() && range.end.doubt.empty(); }

/// Of two readings the one that is a stay at all, or whose weekdays fit; both if nothing tells.
std::optional<ReadRange> either(const std::optional<ReadRange>& day_first,
                                const std::optional<ReadRange>& month_first) {
  if (!day_first || !month_first) return day_first ? day_first : month_first;
  if (is_stay(*day_first) != is_stay(*month_first)) return is_stay(*day_first) ? day_first : month_first;
  if (is_fine(*day_first) != is_fine(*month_first)) return is_fine(*day_first) ? day_first : month_first;
  ReadRange both = *day_first;
  if (day_first->start.date != month_first->start.date) both.start.month_first = month_first->start.date;
  if (day_first->end.date != month_first->end.date) both.end.month_first = month_first->end.date;
  return both;
}

std::optional<ReadRange> read_split(Tokens tokens, std::size_t at, const DateContext& context) {
  const DateOrder shown = shown_order(tokens);
  const DateOrder order = context.order != DateOrder::kUnset ? context.order : shown;
  auto range = read_split(tokens, at, order, context);
  if (!range && order == DateOrder::kUnset)
    range = either(read_split(tokens, at, DateOrder::kDayFirst, context),
                   read_split(tokens, at, DateOrder::kMonthFirst, context));
  if (range) range->start.shows = range->end.shows = shown;
  return range;
}

std::optional<ReadDate> read_one(Tokens tokens, DateOrder order, const DateContext& context) {
  const auto date = partial_date(tokens, order, true);
  return date ? complete(*date, context) : std::nullopt;
}

std::optional<ReadDate> either(const std::optional<ReadDate>& day_first, const std::optional<ReadDate>& month_first) {
  if (!day_first || !month_first) return day_first ? day_first : month_first;
  if (day_first->doubt.empty() != month_first->doubt.empty()) return day_first->doubt.empty() ? day_first : month_first;
  ReadDate both = *day_first;
  if (day_first->date != month_first->date) both.month_first = month_first->date;
  return both;
}

}  // namespace

std::optional<ReadDate> read_date(std::string_view text, const DateContext& context) {
  const auto tokens = date_tokens(text, *context.locales);
  if (context.formats.empty()) {
    const DateOrder shown = shown_order(tokens);
    auto date = read_one(tokens, context.order, context);
    if (!date && context.order == DateOrder::kUnset)
      date = either(read_one(tokens, DateOrder::kDayFirst, context), read_one(tokens, DateOrder::kMonthFirst, context));
    if (date) date->shows = shown;
    return date;
  }
  for (const std::string& format : context.formats)
    if (const auto date = partial_date(tokens, format)) return complete(*date, context);
  return std::nullopt;
}

std::optional<ReadRange> read_range(std::string_view text, const DateContext& context) {
  const auto tokens = part_hyphen_pairs(date_tokens(text, *context.locales));
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i)
    if (tokens[i].kind == DateToken::Kind::kRange)
      if (auto range = read_split(tokens, i, context)) return range;
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i)
    if (tokens[i].meaning.range)
      if (auto range = read_split(tokens, i, context)) return range;
  return std::nullopt;
}

}  // namespace connections::rules
