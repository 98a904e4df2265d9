#include "source/folder/folder_files.h"

#include <algorithm>
#include <fstream>

#include <fmt/format.h>

#include "source/folder/mbox.h"

namespace connections::source {
namespace {

namespace fs = std::filesystem;

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

std::string first_bytes(const fs::path& file) {
  constexpr std::size_t kEnough = 256;
  std::ifstream in(file, std::ios::binary);
  std::string start(kEnough, '\0');
  in.read(start.data(), static_cast<std::streamsize>(start.size()));
  start.resize(static_cast<std::size_t>(in.gcount()));
  return start;
}

Result<std::vector<fs::path>> files_below(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> files;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const bool left_out = is_hidden(entry->path()) || entry->path().filename() == "tmp";
    if (left_out && entry->is_directory()) entry.disable_recursion_pending();
    if (!left_out && entry->is_regular_file()) files.push_back(entry->path());
  }
  if (error) return fail(Errc::kIo, fmt::format("the folder cannot be read: {}", error.message()), folder.string());
  std::sort(files.begin(), files.end());
  return files;
}

/// Files of a Maildir have no extension; elsewhere .eml and .mbox count, and whatever looks like an mbox.
bool in_maildir(const fs::path& file) {
  return file.parent_path().filename() == "cur" || file.parent_path().filename() == "new";
}

}  // namespace

Result<std::vector<MailPlace>> list_mails(const fs::path& folder) {
  std::error_code error;
  if (!fs::exists(folder, error))
    return fail(Errc::kLabelNotFound, "there is no such folder of mails", folder.string(),
                "correct the connection's folder");
  if (fs::is_regular_file(folder, error)) return list_mbox(folder);
  const auto files = TRY(files_below(folder));
  std::vector<MailPlace> places;
  for (const fs::path& file : files) {
    const bool single = file.extension() == ".eml" || in_maildir(file);
    if (single) {
      places.push_back({file, 0, fs::file_size(file, error), false});
    } else if (file.extension() == ".mbox" || is_mbox(first_bytes(file))) {
      auto inside = TRY(list_mbox(file));
      places.insert(places.end(), inside.begin(), inside.end());
    }
  }
  return places;
}

Result<std::string> read_mail(const MailPlace& place) {
  std::ifstream in(place.file, std::ios::binary);
  std::string bytes(place.size, '\0');
  in.seekg(static_cast<std::streamoff>(place.begin));
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!in && static_cast<std::uintmax_t>(in.gcount()) != place.size)
    return fail(Errc::kIo, "the mail cannot be read", place.file.string());
  return place.in_mbox ? unquoted_mbox(bytes) : bytes;
}

}  // namespace connections::source
