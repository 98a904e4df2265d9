#include "store/cluster/cluster_files.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "secrets/digest.h"

namespace connections::store {
namespace {

namespace fs = std::filesystem;

/// sockaddr_un holds 108 bytes with the terminator.
constexpr std::size_t kLongestSocketPath = 107;

/// For root, whose own folders the server's user may not enter.
constexpr const char* kSharedFolder = "/var/lib/connections";
constexpr std::size_t kHashDigits = 16;

std::unexpected<Error> io_error(const fs::path& path, const char* what, int error) {
  return fail(Errc::kIo, fmt::format("cannot {}: {}", what, std::strerror(error)), path.string());
}

Result<void> hand_over(const fs::path& folder, const ServerUser& user) {
  if (!user.switched || chown(folder.c_str(), user.uid, user.gid) == 0) return {};
  return io_error(folder, "hand over the folder", errno);
}

/// A folder of the user with mode 0700. An existing one must belong to the user, or to us to hand over: a process may
/// have been killed before it did.
Result<void> make_private(const fs::path& folder, const ServerUser& user) {
  if (mkdir(folder.c_str(), 0700) == 0) return hand_over(folder, user);
  if (errno != EEXIST) return io_error(folder, "make the folder", errno);
  struct stat status {};
  if (lstat(folder.c_str(), &status) != 0) return io_error(folder, "read the folder", errno);
  if (!S_ISDIR(status.st_mode) || (status.st_uid != user.uid && status.st_uid != geteuid()))
    return fail(Errc::kIo, "not a folder of the user that PostgreSQL runs as", folder.string());
  if (chmod(folder.c_str(), 0700) != 0) return io_error(folder, "close the folder to others", errno);
  return status.st_uid == user.uid ? Result<void>{} : hand_over(folder, user);
}

Result<void> make_parents(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return fail(Errc::kIo, fmt::format("cannot make the folder: {}", error.message()), folder.string());
  return {};
}

bool plain(const fs::path& path) {
  const std::string& text = path.native();
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '.' ||
           c == '_' || c == '-';
  });
}

bool fits_socket(const fs::path& folder) {
  return plain(folder) && (folder / kSocketFile).native().size() <= kLongestSocketPath;
}

fs::path remembered(const fs::path& file) {
  std::ifstream in(file);
  std::string line;
  std::getline(in, line);
  return line;
}

/// /run survives cleaners of /tmp, where it may be written.
fs::path short_base() { return access("/run", W_OK) == 0 ? fs::path("/run") : fs::path("/tmp"); }

Result<fs::path> short_socket_folder(const fs::path& cluster, const ServerUser& user) {
  const fs::path note = cluster / "socket-folder";
  fs::path folder = remembered(note);
  if (!folder.empty() && make_private(folder, user)) return folder;
  std::string pattern = (short_base() / "connections-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) return io_error(pattern, "make a short folder for the socket", errno);
  TRY(hand_over(pattern, user));
  std::ofstream out(note, std::ios::trunc);
  out << pattern << '\n';
  if (!out.flush()) return fail(Errc::kIo, "cannot remember the folder of the socket", note.string());
  return fs::path(pattern);
}

Result<fs::path> socket_folder(const fs::path& cluster, const ServerUser& user) {
  const fs::path inside = cluster / "socket";
  if (!fits_socket(inside)) return short_socket_folder(cluster, user);
  TRY(make_private(inside, user));
  return inside;
}

struct Place {
  fs::path folder;
  std::string notice;
};

Result<Place> choose_place(const fs::path& data_folder, const ServerUser& user) {
  TRY(make_parents(data_folder));
  const fs::path wanted = fs::canonical(data_folder) / "postgres";
  if (can_reach(user, wanted)) return Place{wanted, {}};
  const fs::path shared = kSharedFolder;
  TRY(make_parents(shared));
  std::error_code error;  // the server's user passes through; what lies in it stays closed by its own modes
  fs::permissions(shared, fs::perms::others_exec, fs::perm_options::add, error);
  if (error) return fail(Errc::kIo, fmt::format("cannot open the folder: {}", error.message()), shared.string());
  const std::string hash = secrets::sha256_hex(wanted.native()).substr(0, kHashDigits);
  const fs::path place = shared / fmt::format("cluster-{}", hash);
  return Place{place, fmt::format("user {}, as whom PostgreSQL runs, cannot reach {}; the database is in {}", user.name,
                                  data_folder.string(), place.string())};
}

}  // namespace

Result<ClusterFiles> choose_cluster_files(const std::filesystem::path& data_folder, const ServerUser& user) {
  const auto place = TRY(choose_place(data_folder, user));
  ClusterFiles files;
  files.folder = place.folder;
  files.data = files.folder / "data";
  files.log = files.folder / "server.log";
  files.notice = place.notice;
  return files;
}

Result<void> make_cluster_folders(ClusterFiles& files, const ServerUser& user) {
  TRY(make_private(files.folder, user));
  const auto socket = TRY(socket_folder(files.folder, user));
  files.socket = socket;
  return {};
}

}  // namespace connections::store
