#include "rules/evaluation/label_values.h"

#include <algorithm>

#include "model/unicode.h"
#include "model/value.h"
#include "rules/values/text_cursor.h"

namespace connections::rules {
namespace {

constexpr std::size_t kMaxLabelBytes = 96;  ///< Thai has three bytes a letter
constexpr std::size_t kMaxLabelWords = 6;
constexpr std::size_t kMaxEmptyLines = 3;  ///< between a label and the line of its value
constexpr std::size_t kWideGap = 3;        ///< spaces that part two columns, or dots that lead from one to the next
constexpr std::size_t kMaxValues = 2000;   ///< of one text; more is not a mail about a stay

using Labels = std::vector<std::string>;

/// One cell of a line, without the marks and spaces around it.
struct Cell {
  Span span;
  const Labels* labels = nullptr;  ///< of a cell that is a label and nothing else
};
using Line = std::vector<Cell>;

bool is_mark(char c) noexcept {
  return c == ' ' || c == '\t' || c == '*' || c == '|' || c == '>' || c == '\r' || c == '_';
}

Span trimmed(std::string_view text, Span span) noexcept {
  while (span.size() > 0 && is_mark(text[span.begin])) ++span.begin;
  while (span.size() > 0 && is_mark(text[span.end - 1])) --span.end;
  return span;
}

/// The length of the colon at `at`: 0, 1 (':') or 3 (full width).
std::size_t colon_at(std::string_view text, std::size_t at) noexcept {
  if (at < text.size() && text[at] == ':') return 1;
  return text.substr(at).starts_with("：") ? 3 : 0;
}

/// Without what decorates a label: "• ", "👤 ", "– ".
std::string_view undecorated(std::string_view words) {
  while (!words.empty()) {
    std::size_t next = 0;
    const char32_t c = unicode::take(words, next);
    if (is_letter(c) || is_digit(c) || c == '#') break;
    words.remove_prefix(next);
  }
  return words;
}

/// The length of a sign that stands between a label and its value, set off by spaces: "Guest – Ada", "Guest = Ada".
std::size_t sign_at(std::string_view text, std::size_t at) noexcept {
  if (at == 0 || text[at - 1] != ' ') return 0;
  for (const std::string_view sign : {"- ", "= ", "– ", "— ", "» ", "→ "})
    if (text.substr(at).starts_with(sign)) return sign.size();
  return 0;
}

const Labels* labels_of(std::string_view words, const Locales& locales) {
  if (words.empty() || words.size() > kMaxLabelBytes || !locales.may_begin_label(words)) return nullptr;
  const PhraseMeaning* meaning = locales.phrase(fold(words));
  return meaning != nullptr && !meaning->labels.empty() ? &meaning->labels : nullptr;
}

class Finder {
 public:
  Finder(std::string_view text, const Locales& words) : text_(text), words_(words) {}

  std::vector<LabelValue> run() {
    split();
    for (std::size_t i = 0; i < lines_.size() && found_.size() < kMaxValues; ++i) read_line(i);
    return std::move(found_);
  }

 private:
  std::string_view at(Span span) const { return text_.substr(span.begin, span.size()); }

  void split() {
    for (std::size_t begin = 0; begin <= text_.size();) {
      const std::size_t end = std::min(text_.find('\n', begin), text_.size());
      lines_.push_back(cells({begin, end}));
      begin = end + 1;
    }
  }

  Line cells(Span line) const {
    Line found;
    std::size_t begin = line.begin;
    const auto add = [&](std::size_t end) {
      const Span cell = trimmed(text_, {begin, end});
      if (cell.size() > 0) found.push_back({cell, whole_label(cell)});
    };
    for (std::size_t i = line.begin; i < line.end; ++i) {
      std::size_t gap = i;
      while (gap < line.end && (text_[gap] == ' ' || text_[gap] == '\t' || text_[gap] == '|')) ++gap;
      if (gap == i) gap = leader_end(line, i);
      const bool parts = gap - i >= kWideGap || at({i, gap}).find_first_of("\t|") != std::string_view::npos;
      if (parts) {
        add(i);
        begin = gap;
      }
      if (gap > i) i = gap - 1;
    }
    add(line.end);
    return found;
  }

  /// The end of the dots at `at`, "Arrival....... 12 Jun", if there are more than the three of an omission.
  std::size_t leader_end(Span line, std::size_t at) const noexcept {
    std::size_t end = at;
    while (end < line.end && text_[end] == '.') ++end;
    if (end - at <= kWideGap) return at;
    while (end < line.end && (text_[end] == ' ' || text_[end] == ':')) ++end;
    return end;
  }

  /// The labels of a cell that holds one, perhaps with a colon.
  const Labels* whole_label(Span cell) const {
    if (cell.size() > 0 && text_[cell.end - 1] == ':') --cell.end;
    if (at(cell).ends_with("：")) cell.end -= 3;
    return labels_of(undecorated(at(trimmed(text_, cell))), words_);
  }

  void add(const Labels& labels, Span value) {
    value = trimmed(text_, value);
    if (const std::size_t colon = colon_at(text_, value.begin);
        colon > 0 && colon <= value.size())  // "Arrival   : 5 Jun"
      value = trimmed(text_, {value.begin + colon, value.end});
    if (value.size() == 0) return;
    taken_ = std::max(taken_, value.end);
    for (const std::string& label : labels) found_.push_back({label, value});
  }

  const Line* next_line(std::size_t i) const {
    for (std::size_t next = i + 1; next < lines_.size() && next <= i + 1 + kMaxEmptyLines; ++next)
      if (!lines_[next].empty()) return &lines_[next];
    return nullptr;
  }

  void read_line(std::size_t i) {
    const Line& line = lines_[i];
    if (line.empty()) return;
    const auto labels = static_cast<std::size_t>(
        std::count_if(line.begin(), line.end(), [](const Cell& cell) { return cell.labels != nullptr; }));
    const Line* below = next_line(i);
    const bool is_head = labels >= 2 && below != nullptr && below->size() == line.size() &&
                         std::none_of(below->begin(), below->end(), [](const Cell& cell) { return cell.labels; });
    if (is_head) return take_rows(i, line);
    const bool is_pair = labels == 2 && line.size() == 2 && below != nullptr && (*below)[0].labels != nullptr;
    if (is_pair) return add(*line[0].labels, line[1].span);  // "Room type<tab>Studio" over another label
    if (labels == line.size()) return take_below(line, below);
    for (std::size_t c = 0; c < line.size(); ++c) {
      const Cell& cell = line[c];
      if (cell.labels == nullptr) {
        read_inside(cell.span);
      } else if (c + 1 < line.size() && line[c + 1].labels == nullptr) {
        add(*cell.labels, line[c + 1].span);
      } else if (labels == 1 && c > 0 && c + 1 == line.size() && below != nullptr && (*below)[0].labels == nullptr) {
        add(*cell.labels, (*below)[0].span);  // a cell of two lines: the label, and its value under it
      }
    }
  }

  /// A line of labels: their values are the cells below, one each.
  void take_below(const Line& line, const Line* below) {
    if (below == nullptr || (line.size() > 1 && below->size() != line.size())) return;
    if (line.size() == 1 && ((*below)[0].labels != nullptr || begins_with_label((*below)[0].span))) return;
    for (std::size_t c = 0; c < line.size(); ++c)
      if (line[c].labels != nullptr && (*below)[c].labels == nullptr) add(*line[c].labels, (*below)[c].span);
  }

  /// The rows below a table's head, up to the first of another width or with a label: two stays in one table compete.
  void take_rows(std::size_t head, const Line& line) {
    for (std::size_t row = head + 1; row < lines_.size(); ++row) {
      const Line& cells = lines_[row];
      if (cells.empty()) continue;
      const bool has_label = std::any_of(cells.begin(), cells.end(), [](const Cell& cell) { return cell.labels; });
      if (cells.size() != line.size() || has_label) return;
      for (std::size_t c = 0; c < line.size(); ++c)
        if (line[c].labels != nullptr) add(*line[c].labels, cells[c].span);
    }
  }

  bool begins_with_label(Span cell) const {
    for (std::size_t i = cell.begin; i < cell.end && i - cell.begin <= kMaxLabelBytes; ++i)
      if (colon_at(text_, i) > 0) return labels_of(at(trimmed(text_, {cell.begin, i})), words_) != nullptr;
    return false;
  }

  /// "Arrival: 5 Jun 2026 Departure: 7 Jun 2026", "Check-in Fri, 5 Jun".
  void read_inside(Span cell) {
    bool any = false;
    const Labels* open = nullptr;
    std::size_t begin = 0;
    for (std::size_t i = cell.begin; i < cell.end; ++i) {
      const std::size_t colon = colon_at(text_, i);
      if (colon == 0) continue;
      const Span label = label_before(cell.begin, i, open != nullptr);
      const Labels* labels = labels_of(at(label), words_);
      if (labels == nullptr) continue;
      if (open != nullptr) add(*open, {begin, label.begin});
      open = labels;
      any = true;
      begin = i + colon;
    }
    if (open != nullptr) add(*open, {begin, cell.end});
    if (!any && cell.end > taken_ && !read_signed(cell))
      read_glued(cell);  // "Flat 4, Mill Lane" is the value of a label, and has none
  }

  /// "Guest – Ada Example": a label that begins the cell, a sign, its value. True if there was one.
  bool read_signed(Span cell) {
    for (std::size_t i = cell.begin; i < cell.end && i - cell.begin <= kMaxLabelBytes; ++i) {
      const std::size_t sign = sign_at(text_, i);
      if (sign == 0 || i + sign >= cell.end) continue;
      const Labels* labels = labels_of(undecorated(at(trimmed(text_, {cell.begin, i}))), words_);
      if (labels == nullptr) continue;
      const Span value{i + sign, cell.end};
      if (labels_of(at(trimmed(text_, value)), words_) != nullptr) return false;  // "Check-in – Check-out"
      add(*labels, value);
      return true;
    }
    return false;
  }

  /// The longest run of words that ends at `end` and is a label; empty at `end` if none is. The first label of a cell
  /// begins it, or stands behind a number or a mark: "Host name:" and "Cancel free until:" are no labels of a stay.
  Span label_before(std::size_t begin, std::size_t end, bool behind_value) const {
    Span best{end, end};
    const Span until = trimmed(text_, {begin, end});
    std::size_t words = 0;
    for (std::size_t i = until.end; i > until.begin && words < kMaxLabelWords && until.end - i < kMaxLabelBytes; --i) {
      const bool starts = i - 1 == until.begin || is_mark(text_[i - 2]) || text_[i - 2] == ',' || text_[i - 2] == ';' ||
                          text_[i - 2] == '(';
      if (!starts) continue;
      ++words;
      const Span candidate{i - 1, until.end};
      if (!behind_value && is_behind_word(until.begin, candidate.begin)) continue;
      if (labels_of(at(candidate), words_) != nullptr) best = candidate;
    }
    return best;
  }

  bool is_behind_word(std::size_t begin, std::size_t at) const {
    while (at > begin && is_mark(text_[at - 1])) --at;
    if (at == begin) return false;
    do --at;
    while (at > begin && (static_cast<unsigned char>(text_[at]) & 0xC0U) == 0x80U);
    return is_letter(unicode::take(text_, at));
  }

  /// A label at the cell's start with a number or a word of the calendar right behind it.
  void read_glued(Span cell) {
    const Labels* labels = nullptr;
    std::size_t end = cell.begin;
    std::size_t words = 0;
    for (std::size_t i = cell.begin; i < cell.end && i - cell.begin < kMaxLabelBytes && words <= kMaxLabelWords;) {
      (void)unicode::take(text_, i);
      const bool ends = i < cell.end && (text_[i] == ' ' || begins_value(i));
      if (!ends) continue;
      words += text_[i] == ' ' ? 1 : 0;
      if (const Labels* here = labels_of(at({cell.begin, i}), words_)) {
        labels = here;
        end = i;
      }
    }
    if (labels == nullptr) return;
    const Span value = trimmed(text_, {end, cell.end});
    if (value.size() > 0 && (begins_value(value.begin) || begins_with_day(value))) add(*labels, value);
  }
  bool begins_value(std::size_t at) const noexcept { return text_[at] >= '0' && text_[at] <= '9'; }
  bool begins_with_day(Span value) const {
    TextCursor cursor(at(value));
    const WordMeaning* meaning = words_.meaning(cursor.take_word());
    return meaning != nullptr && (meaning->weekday != 0 || meaning->month != 0 || meaning->today);
  }

  std::string_view text_;
  const Locales& words_;
  std::vector<Line> lines_;
  std::vector<LabelValue> found_;
  std::size_t taken_ = 0;  ///< end of the last value found: what stands before it is no label's beginning
};

}  // namespace

std::vector<LabelValue> find_label_values(std::string_view text, const Locales& words) {
  return Finder(text, words).run();
}

}  // namespace connections::rules
