#include "mail/mime_bounds.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace connections::mail {
namespace {

constexpr std::array<std::string_view, 13> kAddressHeaders{"from",
                                                           "to",
                                                           "cc",
                                                           "bcc",
                                                           "reply-to",
                                                           "sender",
                                                           "resent-from",
                                                           "resent-to",
                                                           "resent-cc",
                                                           "resent-bcc",
                                                           "resent-sender",
                                                           "return-path",
                                                           "disposition-notification-to"};
constexpr std::size_t kMaxName = 32;

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool same(std::string_view text, std::string_view lowered) noexcept {
  return text.size() == lowered.size() &&
         std::equal(text.begin(), text.end(), lowered.begin(), [](char a, char b) { return lower(a) == b; });
}

bool holds(std::string_view text, std::string_view lowered) noexcept {
  return std::search(text.begin(), text.end(), lowered.begin(), lowered.end(),
                     [](char a, char b) { return lower(a) == b; }) != text.end();
}

std::size_t count(std::string_view text, char wanted) noexcept {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), wanted));
}

/// Past the line break at or after `at`.
std::size_t next_line(std::string_view raw, std::size_t at) noexcept {
  const auto end = raw.find('\n', at);
  return end == std::string_view::npos ? raw.size() : end + 1;
}

class Scan {
 public:
  Scan(std::string_view raw, const Limits& limits) : raw_(raw), limits_(limits) {}

  Result<void> run() {
    for (std::size_t at = 0; at < raw_.size(); at = next_line(raw_, at)) TRY(line(at));
    return {};
  }

 private:
  Result<void> line(std::size_t at) {
    const std::string_view rest = raw_.substr(at);
    const bool blank = rest.front() == '\n' || rest.starts_with("\r\n");
    if (blank) in_headers_ = false;
    if (rest.starts_with("--") && ++dashes_ > kMaxDashes)
      return fail(Errc::kLimitExceeded,
                  fmt::format("more than {} lines look like part boundaries (parts)", kMaxDashes));
    const bool continued = rest.front() == ' ' || rest.front() == '\t';
    if (in_headers_ && !continued && ++headers_ > limits_.headers)
      return fail(Errc::kLimitExceeded, fmt::format("more than {} headers (headers)", limits_.headers));
    if (in_headers_) TRY(top_header_line(raw_.substr(at, next_line(raw_, at) - at)));
    if (blank || continued) return {};
    const std::string_view name = name_at(rest);
    if (same(name, "content-type")) return content_type(at);
    if (same(name, "content-disposition")) return structured(at, name, kMaxParameters);
    if (std::any_of(kAddressHeaders.begin(), kAddressHeaders.end(), [&](auto one) { return same(name, one); }))
      return addresses(at, name);
    return {};
  }

  Result<void> top_header_line(std::string_view line) {
    if (line.find('\0') != std::string_view::npos) return fail(Errc::kMailUnreadable, "a header holds a NUL byte");
    for (auto word = line.find("=?"); word != std::string_view::npos; word = line.find("=?", word + 2))
      if (++words_ > limits_.encoded_words)
        return fail(Errc::kLimitExceeded,
                    fmt::format("more than {} encoded words (encoded_words)", limits_.encoded_words));
    return {};
  }

  /// "From" of "From: …" or "From : …"; empty if the line is not a header.
  static std::string_view name_at(std::string_view rest) {
    rest = rest.substr(0, kMaxName + 2);
    const auto colon = rest.find(':');
    if (colon == std::string_view::npos) return {};
    std::string_view name = rest.substr(0, colon);
    while (!name.empty() && (name.back() == ' ' || name.back() == '\t')) name.remove_suffix(1);
    return name.find_first_of(" \t\r\n") == std::string_view::npos ? name : std::string_view();
  }

  /// The header with its continuation lines.
  std::string_view folded(std::size_t at) const {
    std::size_t end = next_line(raw_, at);
    while (end < raw_.size() && (raw_[end] == ' ' || raw_[end] == '\t')) end = next_line(raw_, end);
    return raw_.substr(at, end - at);
  }

  Result<void> content_type(std::size_t at) {
    const std::string_view value = folded(at);
    if ((holds(value, "multipart") || holds(value, "message")) && ++containers_ > limits_.containers)
      return fail(Errc::kLimitExceeded,
                  fmt::format("more than {} multiparts and attached mails (depth)", limits_.containers));
    return structured(at, "content-type", kMaxParameters);
  }

  Result<void> structured(std::size_t at, std::string_view name, std::size_t most) {
    const std::string_view value = folded(at);
    if (count(value, ';') > most || count(value, '(') > limits_.nesting)
      return fail(Errc::kLimitExceeded, fmt::format("a {} header has more than {} parameters or {} comments (nesting)",
                                                    name, most, limits_.nesting));
    return {};
  }

  /// Each colon may open a group inside the group before, each parenthesis a comment inside a comment.
  Result<void> addresses(std::size_t at, std::string_view name) {
    const std::string_view value = folded(at);
    if (count(value, ':') > limits_.nesting || count(value, '(') > limits_.nesting || count(value, '<') > kMaxAddresses)
      return fail(Errc::kLimitExceeded,
                  fmt::format("a {} header has more than {} groups or comments, or {} addresses (nesting)", name,
                              limits_.nesting, kMaxAddresses));
    return {};
  }

  static constexpr std::size_t kMaxDashes = 100'000;  ///< texts and their rulers have some hundred
  static constexpr std::size_t kMaxParameters = 100;
  static constexpr std::size_t kMaxAddresses = 5'000;

  std::string_view raw_;
  const Limits& limits_;
  bool in_headers_ = true;
  std::size_t headers_ = 0, words_ = 0, containers_ = 0, dashes_ = 0;
};

}  // namespace

Result<void> check_mime_bounds(std::string_view raw, const Limits& limits) { return Scan(raw, limits).run(); }

}  // namespace connections::mail
