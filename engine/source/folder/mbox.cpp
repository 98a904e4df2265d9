#include "source/folder/mbox.h"

#include <fstream>

#include <fmt/format.h>

namespace connections::source {
namespace {

constexpr std::string_view kSeparator = "From ";

}  // namespace

bool is_mbox(std::string_view start) noexcept {
  if (!start.starts_with(kSeparator)) return false;
  const std::string_view line = start.substr(0, start.find('\n'));
  return line.find('@') != std::string_view::npos || line.find(" - ") != std::string_view::npos ||
         line.find("MAILER-DAEMON") != std::string_view::npos;
}

Result<std::vector<MailPlace>> list_mbox(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail(Errc::kIo, "the mbox cannot be read", file.string());
  std::vector<MailPlace> places;
  std::uintmax_t at = 0;
  bool blank_before = true;  // a separator follows an empty line; "From " inside a paragraph is the writer's
  for (std::string line; std::getline(in, line);) {
    const std::uintmax_t next = at + line.size() + 1;
    if (blank_before && line.starts_with(kSeparator)) {
      if (!places.empty()) places.back().size = at - places.back().begin;
      places.push_back({file, next, 0, true});
    }
    blank_before = line.empty() || line == "\r";
    at = next;
  }
  std::error_code error;
  const auto size = std::filesystem::file_size(file, error);
  if (!places.empty()) places.back().size = (error ? at : size) - std::min(places.back().begin, error ? at : size);
  return places;
}

std::string unquoted_mbox(std::string_view mail) {
  std::string out;
  out.reserve(mail.size());
  while (!mail.empty()) {
    const auto end = std::min(mail.find('\n'), mail.size() - 1) + 1;
    std::string_view line = mail.substr(0, end);
    const auto marks = line.find_first_not_of('>');
    if (marks != std::string_view::npos && marks > 0 && line.substr(marks).starts_with(kSeparator))
      line.remove_prefix(1);
    out += line;
    mail.remove_prefix(end);
  }
  return out;
}

}  // namespace connections::source
