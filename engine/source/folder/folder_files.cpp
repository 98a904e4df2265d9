#include "source/folder/folder_files.h"

#include <fmt/format.h>
#include <algorithm>

#include "source/folder/mbox.h"
#include "source/folder/regular_file.h"

namespace connections::source {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kLargestMail = 64u << 20;  ///< more than any mail server takes

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

/// Empty if the file cannot be read.
std::string first_bytes(const fs::path& path) {
  constexpr std::size_t kEnough = 512;
  const auto file = RegularFile::open(path);
  return file ? file->read(0, kEnough).value_or("") : std::string();
}

bool looks_like_mail(const fs::path& file);

Result<std::vector<fs::path>> files_below(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> files;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const bool left_out = is_hidden(entry->path()) || entry->path().filename() == "tmp";
    if (left_out && entry->is_directory()) entry.disable_recursion_pending();
    std::error_code unknown;  // a link that leads nowhere has no type
    if (left_out || entry->is_directory(unknown)) continue;
    if (entry->is_regular_file(unknown) || looks_like_mail(entry->path())) files.push_back(entry->path());
  }
  if (error) return fail(Errc::kIo, fmt::format("the folder cannot be read: {}", error.message()), folder.string());
  std::sort(files.begin(), files.end());
  return files;
}

/// Files of a Maildir have no extension; elsewhere .eml and .mbox count, and whatever looks like an mbox.
bool in_maildir(const fs::path& file) {
  return file.parent_path().filename() == "cur" || file.parent_path().filename() == "new";
}

bool looks_like_mail(const fs::path& file) {
  return file.extension() == ".eml" || file.extension() == ".mbox" || in_maildir(file);
}

/// The mails of an mbox, or the one place that says why it is refused.
std::vector<MailPlace> places_of_mbox(const fs::path& file) {
  auto inside = list_mbox(file);
  if (inside) return std::move(*inside);
  return {{file, 0, 0, true, inside.error()}};
}

MailPlace place_of_mail(const fs::path& path) {
  const auto file = RegularFile::open(path);
  return file ? MailPlace{path, 0, file->size(), false, {}} : MailPlace{path, 0, 0, false, file.error()};
}

}  // namespace

Result<std::vector<MailPlace>> list_mails(const fs::path& folder) {
  std::error_code error;
  if (!fs::exists(folder, error))
    return fail(Errc::kLabelNotFound, "there is no such folder of mails", folder.string(),
                "correct the connection's folder");
  if (!fs::is_directory(folder, error)) return places_of_mbox(folder);
  const auto files = TRY(files_below(folder));
  std::vector<MailPlace> places;
  for (const fs::path& file : files) {
    const bool single = file.extension() == ".eml" || in_maildir(file);
    if (single) {
      places.push_back(place_of_mail(file));
    } else if (file.extension() == ".mbox" || is_mbox(first_bytes(file))) {
      const auto inside = places_of_mbox(file);
      places.insert(places.end(), inside.begin(), inside.end());
    }
  }
  return places;
}

Result<std::string> read_mail(const MailPlace& place) {
  if (place.problem) return std::unexpected(*place.problem);
  if (place.size > kLargestMail)
    return fail(Errc::kLimitExceeded,
                fmt::format("a mail of {} bytes; the largest that is read has {}", place.size, kLargestMail),
                place.file.string());
  const auto file = TRY(RegularFile::open(place.file));
  auto bytes = TRY(file.read(place.begin, place.size));
  if (bytes.size() != place.size)
    return fail(Errc::kIo, "the file is shorter than when it was listed", place.file.string());
  return place.in_mbox ? unquoted_mbox(bytes) : std::move(bytes);
}

}  // namespace connections::source
