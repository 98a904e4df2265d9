#include "rules/values/reading.h"

#include <fmt/format.h>

#include "model/stage_clock.h"
#include "rules/values/listing_reader.h"
#include "rules/values/money_reader.h"
#include "rules/values/name_reader.h"
#include "rules/values/party_reader.h"
#include "rules/values/text_cursor.h"
#include "rules/values/time_reader.h"

namespace connections::rules {
namespace {

constexpr std::size_t kMaxText = 300;  ///< a listing's name; more is a mistaken reading
constexpr std::size_t kMaxCode = 40;

using Values = std::vector<ReadValue>;

template <class T>
Values one(Field field, std::optional<T> value) {
  if (!value) return {};
  return {ReadValue{.field = field, .value = Value(std::move(*value)), .year_guessed = false, .doubt = {}}};
}

std::optional<std::string> read_text(std::string_view captured) {
  std::string text = tidy_text(captured);
  return text.empty() || text.size() > kMaxText ? std::nullopt : std::optional(std::move(text));
}

std::optional<std::string> read_code(std::string_view captured) {
  std::string code;
  for (const char c : captured) {
    if (c == ' ' || c == '\n' || c == '\t') continue;
    code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return code.empty() || code.size() > kMaxCode ? std::nullopt : std::optional(std::move(code));
}

std::optional<int> read_count(std::string_view captured) {
  TextCursor in(captured);
  while (!in.done() && !is_digit(in.peek())) in.next();
  std::size_t digits = 0;
  const int count = in.take_number(digits);
  return digits == 0 || digits > 3 ? std::nullopt : std::optional(count);
}

DateContext date_context(const Emit& emit, const ReadingContext& context) {
  return {.locales = context.locales,
          .order = emit.order != DateOrder::kUnset ? emit.order : context.order,
          .year = emit.year,
          .received = context.received,
          .received_known = context.received_known,
          .formats = emit.formats};
}

Values of_date(Field field, std::optional<ReadDate> date) {
  if (!date) return {};
  ReadValue value{.field = field, .value = Value(date->date), .year_guessed = date->year_guessed, .doubt = date->doubt};
  value.shows = date->shows;
  if (!date->month_first) return {std::move(value)};
  value.doubt = fmt::format("nothing tells whether the day or the month comes first: {} or {}", to_iso(date->date),
                            to_iso(*date->month_first));
  ReadValue other = value;
  value.only_if = DateOrder::kDayFirst;
  other.value = Value(*date->month_first);
  other.only_if = DateOrder::kMonthFirst;
  return {std::move(value), std::move(other)};
}

Values of_range(const Emit& emit, std::string_view captured, const ReadingContext& context) {
  const auto range = read_range(captured, date_context(emit, context));
  if (!range) return {};
  return of_date(*emit.field, emit.reading == Reading::kRangeStart ? range->start : range->end);
}

Values of_party(std::string_view captured, const ReadingContext& context) {
  const auto party = read_party(captured, *context.locales);
  if (!party) return {};
  Values values;
  const auto add = [&](Field field, std::optional<int> count) {
    if (count) values.push_back({.field = field, .value = Value(*count), .year_guessed = false, .doubt = {}});
  };
  const auto of = [&](PartyWord word) { return (*party)[static_cast<std::size_t>(word)]; };
  add(Field::kGuestCount, guest_count(*party));
  add(Field::kAdults, of(PartyWord::kAdults));
  add(Field::kChildren, of(PartyWord::kChildren));
  add(Field::kInfants, of(PartyWord::kInfants));
  add(Field::kPets, of(PartyWord::kPets));
  return values;
}

}  // namespace

bool reads_date(const Emit& emit) noexcept {
  return emit.reading == Reading::kDate || emit.reading == Reading::kRangeStart || emit.reading == Reading::kRangeEnd;
}

std::vector<ReadValue> read_values(const Emit& emit, std::string_view captured, const ReadingContext& context,
                                   std::string* refusal) {
  const StageScope stage(ReadingStage::kValues);
  switch (emit.reading) {
    case Reading::kText:
      return one(*emit.field,
                 emit.field == Field::kListing ? read_listing(captured, *context.names, refusal) : read_text(captured));
    case Reading::kName:
      return one(*emit.field, read_name(captured, *context.names, refusal));
    case Reading::kCode:
      return one(*emit.field, read_code(captured));
    case Reading::kDate:
      return of_date(*emit.field, read_date(captured, date_context(emit, context)));
    case Reading::kRangeStart:
    case Reading::kRangeEnd:
      return of_range(emit, captured, context);
    case Reading::kCount:
      return one(*emit.field, read_count(captured));
    case Reading::kMoney:
      return one(*emit.field,
                 read_money(captured, emit.currency.empty() ? context.currency : emit.currency, *context.locales));
    case Reading::kTime:
      return one(*emit.field, read_time(captured, *context.locales));
    case Reading::kParty:
      return of_party(captured, context);
    case Reading::kConstant:
      return one(*emit.field, parse_value(info(*emit.field).kind, emit.constant));
  }
  return {};
}

}  // namespace connections::rules
