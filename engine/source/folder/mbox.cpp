#include "source/folder/mbox.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "source/folder/from_line.h"
#include "source/folder/regular_file.h"

namespace connections::source {
namespace {

constexpr std::string_view kFrom = "From ";
constexpr std::size_t kPiece = 256u << 10;
constexpr std::size_t kShownLine = 512;  ///< of a line that is looked at; From_ lines and Content-Length are shorter

bool is_blank(std::string_view line) { return line.empty() || line == "\r"; }

bool is_header(std::string_view line) {
  const auto colon = line.find(':');
  return colon != std::string_view::npos && colon > 0 &&
         std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(colon),
                     [](char c) { return c > ' ' && c < 0x7F; });
}

std::optional<std::uintmax_t> content_length(std::string_view line) {
  constexpr std::string_view kName = "content-length:";
  if (line.size() < kName.size() || !std::equal(kName.begin(), kName.end(), line.begin(), [](char a, char b) {
        return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b + 32) : b);
      }))
    return std::nullopt;
  line.remove_prefix(kName.size());
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  std::uintmax_t value = 0;
  const auto [stop, error] = std::from_chars(line.data(), line.data() + line.size(), value);
  return error == std::errc{} ? std::optional(value) : std::nullopt;
}

/// Divides an mbox, line by line.
class Divider {
 public:
  explicit Divider(const std::filesystem::path& file) : file_(file) {}

  /// A line that begins at byte `at`; `next` is where the one behind it begins.
  Result<void> line(std::string_view line, std::uintmax_t at, std::uintmax_t next) {
    if (after_from_ && !is_header(line)) return doubt(at, "no header follows the From_ line");
    after_from_ = false;
    if (blank_before_ || places_.empty())
      if (const auto form = from_line_form(line)) return begin_mail(*form, at, next);
    if (places_.empty()) return doubt(at, "the file does not begin with a From_ line");
    if (in_headers_) header(line, next);
    blank_before_ = is_blank(line);
    return {};
  }
  Result<std::vector<MailPlace>> end(std::uintmax_t size) {
    if (after_from_) TRY(doubt(size, "no header follows the From_ line"));
    if (!places_.empty()) places_.back().size = size - places_.back().begin;
    return std::move(places_);
  }

 private:
  Result<void> begin_mail(const FromLineForm& form, std::uintmax_t at, std::uintmax_t next) {
    if (form_ && *form_ != form) return doubt(at, "a From_ line is written otherwise than those before it");
    form_ = form;
    if (body_end_ && at < *body_end_)
      return doubt(at, "a From_ line lies within the Content-Length of the mail before it");
    if (!places_.empty()) places_.back().size = at - places_.back().begin;
    places_.push_back({file_, next, 0, true, {}});
    after_from_ = in_headers_ = true;
    blank_before_ = false;
    length_.reset();
    body_end_.reset();
    return {};
  }
  void header(std::string_view line, std::uintmax_t next) {
    if (const auto length = content_length(line)) length_ = length;
    if (!is_blank(line)) return;
    in_headers_ = false;
    if (length_) body_end_ = next + *length_;
  }
  Result<void> doubt(std::uintmax_t at, const char* why) const {
    return fail(Errc::kMailUnreadable, fmt::format("this mbox can be divided in two ways: {}", why),
                fmt::format("{}: byte {}", file_.string(), at), "export the mails again, as .eml files if possible");
  }

  const std::filesystem::path& file_;
  std::vector<MailPlace> places_;
  bool blank_before_ = false;  ///< a separator follows an empty line; "From " inside a paragraph is the writer's
  bool after_from_ = false, in_headers_ = false;
  std::optional<std::uintmax_t> length_, body_end_;
  std::optional<FromLineForm> form_;  ///< of the From_ lines
};

}  // namespace

bool is_mbox(std::string_view start) noexcept { return from_line_form(start.substr(0, start.find('\n'))).has_value(); }

Result<std::vector<MailPlace>> list_mbox(const std::filesystem::path& path) {
  const auto file = TRY(RegularFile::open(path));
  Divider divider(path);
  std::string line;          // of the line that is being read, its first bytes
  std::uintmax_t begin = 0;  // of that line
  std::uintmax_t piece_at = 0;
  while (piece_at < file.size()) {
    const std::string piece = TRY(file.read(piece_at, kPiece));
    if (piece.empty()) break;
    for (std::size_t from = 0; from < piece.size();) {
      const auto end = piece.find('\n', from);
      const auto stop = std::min(end, piece.size());
      line.append(piece, from, std::min(stop - from, kShownLine - std::min(kShownLine, line.size())));
      from = stop + 1;
      if (end == std::string::npos) break;
      TRY(divider.line(line, begin, piece_at + from));
      begin = piece_at + from;
      line.clear();
    }
    piece_at += piece.size();
  }
  if (!line.empty()) TRY(divider.line(line, begin, piece_at));
  return divider.end(piece_at);
}

std::string unquoted_mbox(std::string_view mail) {
  std::string out;
  out.reserve(mail.size());
  while (!mail.empty()) {
    const auto end = std::min(mail.find('\n'), mail.size() - 1) + 1;
    std::string_view line = mail.substr(0, end);
    const auto marks = line.find_first_not_of('>');
    if (marks != std::string_view::npos && marks > 0 && line.substr(marks).starts_with(kFrom)) line.remove_prefix(1);
    out += line;
    mail.remove_prefix(end);
  }
  return out;
}

}  // namespace connections::source
