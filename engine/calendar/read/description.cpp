#include "calendar/read/description.h"

#include <algorithm>
#include <array>
#include <vector>

#include "calendar/read/guest_name.h"
#include "model/unicode.h"
#include "model/value.h"

namespace connections::calendar {
namespace {

constexpr std::string_view kFullWidthColon = "：";

/// Of a description, what is read; honest ones have some hundred bytes.
constexpr std::size_t kMostBytes = 16u << 10;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alnum(char c) { return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

std::string upper(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return out;
}

std::string_view trimmed(std::string_view text) {
  std::size_t first = text.size();
  std::size_t last = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    if (unicode::is_space(unicode::take(text, at))) continue;
    first = std::min(first, start);
    last = at;
  }
  return first < last ? text.substr(first, last - first) : std::string_view();
}

std::string_view alnum_run(std::string_view text) {
  return text.substr(0, static_cast<std::size_t>(std::ranges::find_if_not(text, is_alnum) - text.begin()));
}

/// HM and eight more: every code of Airbnb that has been seen.
bool is_airbnb_code(std::string_view code) { return code.size() == 10 && code.starts_with("HM"); }

bool has_code_shape(std::string_view code) {
  const bool vrbo = code.size() == 9 && code.starts_with("HA-") && alnum_run(code.substr(3)).size() == 6;
  const bool booking = code.size() == 10 && std::ranges::all_of(code, is_digit);
  return (is_airbnb_code(code) && alnum_run(code).size() == 10) || vrbo || booking;
}

struct Link {
  std::string_view whole;
  std::string_view host;
  std::string_view rest;  ///< path, query and fragment
};

std::vector<Link> links_in(std::string_view text) {
  std::vector<Link> links;
  for (auto at = text.find("http"); at != std::string_view::npos; at = text.find("http", at + 4)) {
    const std::string_view whole = text.substr(at, text.substr(at).find_first_of(" \t\n\"'<>\\)"));
    const std::size_t scheme = whole.starts_with("https://") ? 8 : whole.starts_with("http://") ? 7 : 0;
    if (scheme == 0) continue;
    const std::size_t host_end = std::min(whole.find_first_of("/?#", scheme), whole.size());
    links.push_back({whole, whole.substr(scheme, host_end - scheme), whole.substr(host_end)});
  }
  return links;
}

/// "www.airbnb.co.uk" is of "airbnb"; "airbnb.example.net" would be too: a link only names a code, and a code
/// that is not the platform's finds no mail.
bool host_is(std::string_view host, std::string_view brand) {
  const std::string folded = fold(host);
  const auto at = folded.find(brand);
  if (at == std::string::npos || (at > 0 && folded[at - 1] != '.')) return false;
  return folded.size() > at + brand.size() && folded[at + brand.size()] == '.';
}

std::optional<std::string> code_of_link(const Link& link) {
  static constexpr std::array<std::string_view, 5> kBefore{
      "/reservations/details/", "?code=", "&code=", "confirmationCode=", "confirmation_code="};
  if (!host_is(link.host, "airbnb")) return std::nullopt;
  for (const std::string_view before : kBefore) {
    const auto at = link.rest.find(before);
    if (at == std::string_view::npos) continue;
    std::string code = upper(alnum_run(link.rest.substr(at + before.size())));
    if (is_airbnb_code(code)) return code;
  }
  return std::nullopt;
}

bool is_listing(const Link& link) {
  if (host_is(link.host, "airbnb")) return link.rest.starts_with("/rooms/");
  if (host_is(link.host, "booking")) return link.rest.starts_with("/hotel/");
  return host_is(link.host, "vrbo") && link.rest.size() > 1 && is_digit(link.rest[1]);
}

struct Line {
  std::string label;  ///< folded
  std::string_view value;
};

/// "Label: value" lines; a colon of any width, and a line break that was escaped twice, are taken too.
std::vector<Line> lines_in(std::string_view text) {
  std::vector<Line> lines;
  while (!text.empty()) {
    const std::size_t end = std::min({text.find('\n'), text.find("\\n"), text.size()});
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == text.size() ? end : end + (text[end] == '\n' ? 1 : 2));
    const std::size_t narrow = line.find(':');
    const std::size_t wide = line.find(kFullWidthColon);
    if (narrow == wide) continue;  // neither
    const std::size_t colon = std::min(narrow, wide);
    const std::size_t width = narrow < wide ? 1 : kFullWidthColon.size();
    lines.push_back({fold(line.substr(0, colon)), trimmed(line.substr(colon + width))});
  }
  return lines;
}

bool announces_four_digits(std::string_view label, const rules::FeedWords& words) {
  const auto at = label.find('4');
  if (at == std::string_view::npos && label.find("４") == std::string_view::npos) return false;
  if (at != std::string_view::npos && at + 1 < label.size() && is_digit(label[at + 1])) return false;
  return std::ranges::any_of(words.last_words,
                             [&](std::string_view word) { return label.find(word) != std::string_view::npos; });
}

void read_line(const Line& line, const rules::FeedWords& words, Description& told) {
  const bool four_digits = line.value.size() == 4 && std::ranges::all_of(line.value, is_digit);
  if (four_digits && announces_four_digits(line.label, words)) told.phone_last4 = line.value;
  if (!told.code && is_one_of(line.label, words.code_labels) && has_code_shape(upper(line.value)))
    told.code = upper(line.value);
  if (!told.guest_name && is_one_of(line.label, words.guest_labels)) told.guest_name = guest_name_in(line.value, words);
}

std::optional<std::string> last4_of_phone(const std::vector<Line>& lines, const rules::FeedWords& words) {
  for (const Line& line : lines) {
    if (!is_one_of(line.label, words.phone_labels)) continue;
    std::string digits;
    std::ranges::copy_if(line.value, std::back_inserter(digits), is_digit);
    if (digits.size() >= 7) return digits.substr(digits.size() - 4);
  }
  return std::nullopt;
}

/// Letters of other scripts are not apart from a code either.
bool in_code(char c) { return is_alnum(c) || c == '-' || c == '_' || static_cast<unsigned char>(c) >= 0x80; }

}  // namespace

std::optional<std::string> code_in_summary(std::string_view summary) {
  for (std::size_t at = 0; at < summary.size();) {
    const auto begin = std::find_if(summary.begin() + static_cast<std::ptrdiff_t>(at), summary.end(), in_code);
    const auto end = std::find_if_not(begin, summary.end(), in_code);
    const std::string_view word(begin, end);
    const bool only_digits = std::ranges::all_of(word, is_digit);
    if (has_code_shape(word) && !only_digits && upper(word) == word) return std::string(word);
    at = static_cast<std::size_t>(end - summary.begin());
  }
  return std::nullopt;
}

Description read_description(std::string_view description, std::string_view url, const rules::FeedWords& words) {
  description = description.substr(0, kMostBytes);
  url = url.substr(0, kMostBytes);
  Description told;
  for (const std::string_view text : {description, url})
    for (const Link& link : links_in(text)) {
      if (!told.code) told.code = code_of_link(link);
      if (!told.listing_url && is_listing(link)) told.listing_url = link.whole;
    }
  const std::vector<Line> lines = lines_in(description);
  for (const Line& line : lines) read_line(line, words, told);
  if (!told.phone_last4) told.phone_last4 = last4_of_phone(lines, words);
  return told;
}

}  // namespace connections::calendar
