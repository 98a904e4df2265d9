#include "source/folder/from_line.h"

#include <algorithm>
#include <array>
#include <vector>

namespace connections::source {
namespace {

constexpr std::size_t kMostTokens = 10;
constexpr std::array<std::string_view, 7> kDays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

bool is_one_of(auto& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_number(std::string_view text, std::size_t least, std::size_t most) {
  return text.size() >= least && text.size() <= most &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_time(std::string_view text) {
  std::size_t fields = 0;
  for (; fields < 3 && !text.empty(); ++fields) {
    const auto end = std::min(text.find(':'), text.size());
    if (!is_number(text.substr(0, end), fields == 0 ? 1 : 2, 2)) return false;
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  return fields >= 2 && text.empty();
}

bool is_zone(std::string_view text) {
  if (text.starts_with('+') || text.starts_with('-')) return is_number(text.substr(1), 4, 4);
  return !text.empty() && text.size() <= 5 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::vector<std::string_view> tokens_of(std::string_view text) {
  std::vector<std::string_view> tokens;
  while (tokens.size() < kMostTokens) {
    const auto begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) break;
    text.remove_prefix(begin);
    const auto end = std::min(text.find_first_of(" \t"), text.size());
    tokens.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return tokens;
}

FromLineForm::Sender sender_of(std::string_view text) {
  using Sender = FromLineForm::Sender;
  constexpr std::string_view kGoogle = "@xxx";
  constexpr std::size_t kLongest = 32;  // digits of a number of Google's
  if (text == "-") return Sender::kDash;
  if (text.find('@') == std::string_view::npos) return Sender::kWord;
  const bool is_google =
      text.ends_with(kGoogle) && is_number(text.substr(0, text.size() - kGoogle.size()), 1, kLongest);
  return is_google ? Sender::kGoogle : Sender::kAddress;
}

}  // namespace

std::optional<FromLineForm> from_line_form(std::string_view line) {
  constexpr std::string_view kFrom = "From ";
  if (!line.starts_with(kFrom)) return std::nullopt;
  if (line.ends_with('\r')) line.remove_suffix(1);
  auto tokens = tokens_of(line.substr(kFrom.size()));
  constexpr std::size_t kLeast = 6;  // address, day, month, day of the month, time, year
  if (tokens.size() < kLeast || tokens.size() > kLeast + 2) return std::nullopt;
  FromLineForm form{.sender = sender_of(tokens[0])};
  std::size_t at = 1;
  if (!is_one_of(kDays, tokens[at++]) || !is_one_of(kMonths, tokens[at++]) || !is_number(tokens[at++], 1, 2) ||
      !is_time(tokens[at]))
    return std::nullopt;
  form.seconds = std::count(tokens[at].begin(), tokens[at].end(), ':') == 2;
  ++at;
  form.zone_before_year = at < tokens.size() && is_zone(tokens[at]);
  if (form.zone_before_year) ++at;
  if (at >= tokens.size() || !is_number(tokens[at++], 4, 4)) return std::nullopt;
  form.zone_behind_year = at < tokens.size() && is_zone(tokens[at]);
  if (form.zone_behind_year) ++at;
  return at == tokens.size() ? std::optional(form) : std::nullopt;
}

}  // namespace connections::source
