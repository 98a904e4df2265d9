// What a sync costs over what must be written: mails of a folder into a private PostgreSQL, from the files to the
// decisions, against bare inserts of the same archive rows by libpqxx, in the same run on the same server (with fsync,
// as in production). Exit code 1 above 2.
//   folder_sync_bench [MAILS [LARGE_MAILS]] [--in-process]    1–3 kB each, and about 78 kB each
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

#include <fmt/format.h>
#include <pqxx/pqxx>

#include "corpus/generator/generator.h"
#include "corpus/generator/raw_mail.h"
#include "plugin/registry.h"
#include "ratio.h"
#include "source/folder/folder_source.h"
#include "store/cluster/private_cluster.h"
#include "store/migrations/migrate.h"
#include "store/tables/workspace_store.h"
#include "sync/lifecycle.h"
#include "sync/worker_reader.h"

namespace {

namespace fs = std::filesystem;
using namespace connections;
using Clock = std::chrono::steady_clock;

constexpr double kMostRatio = 2;
constexpr std::size_t kRowsATransaction = 256;  ///< of the bare inserts
constexpr std::size_t kLargeBytes = 78'000;

template <class T>
T must(Result<T> result) {
  if (result) return std::move(*result);
  fmt::print(stderr, "folder_sync_bench: {}\n", to_string(result.error()));
  std::exit(2);
}

struct Folder {
  fs::path path = fs::temp_directory_path() / fmt::format("connections-sync-bench-{}", getpid());
  Folder() {
    fs::create_directories(path);
    fs::permissions(path, fs::perms::others_exec, fs::perm_options::add);  // the server may be another user
  }
  ~Folder() { fs::remove_all(path); }
};

std::string large_mail(std::size_t index) {
  std::string html = "<html><body><table>";
  while (html.size() < kLargeBytes)
    html +=
        fmt::format("<tr><td style=\"padding:0 12px;color:#484848\">Row {} of mail {}</td></tr>\n", html.size(), index);
  return corpus::encode({.from_name = "Airbnb",
                         .from_address = "automated@airbnb.com",
                         .subject = fmt::format("Reservation confirmed {}", index),
                         .text = "See the HTML part.",
                         .html = html + "</table></body></html>",
                         .headers = {},
                         .date = *parse_rfc3339("2026-05-04T09:15:00Z"),
                         .vouched_domain = "airbnb.com"});
}

template <class Make>
void write_mails(const fs::path& folder, std::size_t count, Make make) {
  fs::create_directories(folder);
  for (std::size_t i = 0; i < count; ++i)
    std::ofstream(folder / fmt::format("{:06}.eml", i), std::ios::binary) << make(i);
}

/// The first line of its file (PostgreSQL's "postmaster.pid").
long postmaster_of(const store::PrivateCluster& cluster) {
  std::ifstream file(cluster.files().data / "postmaster.pid");
  long id = 0;
  file >> id;
  return id;
}

struct Cost {
  double seconds = 0;      ///< by the clock: other programs on the machine count
  double cpu_seconds = 0;  ///< of this process, its readers and the server
};

/// CPU ticks of a process and of its children that have ended, and its parent; see proc(5).
std::pair<long, long> ticks_and_parent(const fs::path& process) {
  std::ifstream file(process / "stat");
  std::string text((std::istreambuf_iterator<char>(file)), {});
  const auto name_end = text.rfind(')');
  if (name_end == std::string::npos) return {0, 0};
  std::istringstream fields(text.substr(name_end + 2));
  std::vector<std::string> all(std::istream_iterator<std::string>(fields), {});
  if (all.size() < 15) return {0, 0};
  long ticks = 0;
  for (const std::size_t i : {11, 12, 13, 14}) ticks += std::stol(all[i]);
  return {ticks, std::stol(all[1])};
}

/// CPU seconds of these processes and all that descend from them, without this one.
double cpu_of_others(std::set<long> family) {
  std::map<long, std::pair<long, long>> all;
  for (const auto& entry : fs::directory_iterator("/proc"))
    if (const std::string name = entry.path().filename(); std::isdigit(static_cast<unsigned char>(name[0])))
      all[std::stol(name)] = ticks_and_parent(entry.path());
  for (std::size_t before = 0; before != family.size();) {
    before = family.size();
    for (const auto& [id, one] : all)
      if (family.contains(one.second)) family.insert(id);
  }
  long ticks = 0;
  for (const long id : family) ticks += id != getpid() && all.contains(id) ? all.at(id).first : 0;
  return static_cast<double>(ticks) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

double own_cpu() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
         static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

template <class Work>
Cost cost_of(long server, Work work) {
  const double others = cpu_of_others({getpid(), server}), own = own_cpu();
  const auto begun = Clock::now();
  work();
  const std::chrono::duration<double> passed = Clock::now() - begun;
  const double own_after = own_cpu();
  return {passed.count(), own_after - own + cpu_of_others({getpid(), server}) - others};
}

/// A workspace with one connection to a folder.
struct Workspace {
  WorkspaceId id;
  ConnectionId connection;
};

Workspace make_workspace(store::Database& database, const std::string& name, const fs::path& folder, Instant now) {
  Workspace made;
  made.id =
      must(database.as_owner([&](store::Transaction& owner) { return store::create_workspace(owner, name, now); })).id;
  made.connection = must(database.with(store::Role::kApp, made.id, [&](store::Transaction& app) {
                      return store::create_connection(app,
                                                      {.platform = "auto",
                                                       .name = "folder",
                                                       .reservation_label = "Folder",
                                                       .source_kind = store::SourceKind::kFolder,
                                                       .folder_path = folder.string()},
                                                      now);
                    })).id;
  return made;
}

struct Row {
  std::string id, thread, received, processed, sha256, from, subject, raw, metadata;
};

std::vector<Row> archive_rows(pqxx::connection& session, const Workspace& of, std::size_t offset) {
  pqxx::work work(session);
  std::vector<Row> rows;
  for (const auto& row : work.exec(fmt::format(
           "SELECT gmail_message_id, thread_id, received_at, processed_at, sha256, from_address, subject, raw, "
           "raw_metadata FROM gmail_messages WHERE workspace_id = '{}' ORDER BY id LIMIT {} OFFSET {}",
           of.id.value, kRowsATransaction, offset)))
    rows.push_back({row[0].c_str(), row[1].c_str(), row[2].is_null() ? row[3].c_str() : row[2].c_str(), row[3].c_str(),
                    row[4].c_str(), row[5].c_str(), row[6].c_str(), pqxx::binarystring(row[7]).str(), row[8].c_str()});
  return rows;
}

/// Inserts the archive rows of one workspace into another; only the inserts count.
Cost bare_inserts(const std::string& url, long server, const Workspace& from, const Workspace& to) {
  pqxx::connection session(url);
  session.prepare("bare",
                  "INSERT INTO gmail_messages (workspace_id, connection_id, gmail_message_id, thread_id, received_at, "
                  "processed_at, sha256, from_address, subject, raw, raw_metadata) VALUES ($1, $2, $3, $4, $5, $6, $7, "
                  "$8, $9, $10, $11)");
  Cost cost;
  std::size_t done = 0;
  for (;;) {
    const auto rows = archive_rows(session, from, done);
    if (rows.empty()) return cost;
    done += rows.size();
    const Cost some = cost_of(server, [&] {
      pqxx::work work(session);
      for (const Row& row : rows)
        work.exec_prepared("bare", to.id.value, to.connection.value, row.id, row.thread, row.received, row.processed,
                           row.sha256, row.from, row.subject, pqxx::binarystring(row.raw), row.metadata);
      work.commit();
    });
    cost.seconds += some.seconds;
    cost.cpu_seconds += some.cpu_seconds;
  }
}

class Bench {
 public:
  Bench(std::string url, long server, store::Database& database, const plugin::Registry& registry,
        sync::WorkerReader* reader)
      : url_(std::move(url)), server_(server), database_(database), registry_(registry), reader_(reader) {}

  /// The ratio.
  double run(const char* name, const fs::path& folder, std::size_t mails) {
    const Instant now = *parse_rfc3339("2026-11-23T12:00:00Z");
    const Workspace synced = make_workspace(database_, name, folder, now);
    const Workspace bare = make_workspace(database_, std::string(name) + " bare", folder, now);
    const Cost sync = cost_of(server_, [&] { sync_once(synced, now); });
    const Cost again = cost_of(server_, [&] { sync_once(synced, now); });
    const Cost inserts = bare_inserts(url_, server_, synced, bare);
    const double each = 1000 / static_cast<double>(mails);
    const double ratio = sync.seconds / inserts.seconds;
    fmt::print(
        "{}: {} mails; a mail: sync {:.3f} ms ({:.3f} ms CPU), bare insert {:.3f} ms ({:.3f} ms CPU); again, with "
        "nothing "
        "new: {:.1f} ms ({:.0f} ms CPU)\n",
        name, mails, sync.seconds * each, sync.cpu_seconds * each, inserts.seconds * each, inserts.cpu_seconds * each,
        again.seconds * 1000, again.cpu_seconds * 1000);
    const std::string limit = fmt::format("≤ {}", kMostRatio);
    bench::print_ratio(fmt::format("folder_sync_{}_over_bare_inserts", name), ratio, limit);
    bench::print_ratio(fmt::format("folder_sync_{}_cpu_over_bare_inserts", name),
                       sync.cpu_seconds / inserts.cpu_seconds, "(CPU of all processes)");
    return ratio;
  }

 private:
  void sync_once(const Workspace& workspace, Instant now) {
    plugin::Parsers parsers = registry_.parsers();
    sync::SyncRun run{.database = database_, .workspace = workspace.id, .parsers = parsers, .now = now};
    run.reader = reader_;
    must(sync::sync_connection(run, workspace.connection,
                               [](const store::Connection& one) -> Result<std::unique_ptr<source::Source>> {
                                 return source::make_folder_source(one.folder_path);
                               }));
  }

  std::string url_;
  long server_;  ///< process id of the postmaster
  store::Database& database_;
  const plugin::Registry& registry_;
  sync::WorkerReader* reader_;
};

}  // namespace

int main(int count, char** words) {
  std::size_t mails = 2000, large = 300;
  bool in_process = false;
  for (int i = 1, numbers = 0; i < count; ++i) {
    if (std::strcmp(words[i], "--in-process") == 0)
      in_process = true;
    else
      (numbers++ == 0 ? mails : large) = std::strtoul(words[i], nullptr, 10);
  }
  const auto registry = must(plugin::Registry::open({.rules = {.rules = fs::path(CONNECTIONS_SOURCE_DIR) / "rules",
                                                               .overrides = {},
                                                               .engine_version = "0.1.0",
                                                               .budgets = {}},
                                                     .allowed = {},
                                                     .plugin_folder = {},
                                                     .state_folder = {}}));
  std::unique_ptr<sync::WorkerReader> reader;
  if (!in_process) reader = must(sync::WorkerReader::start(registry->parsers(), {.workers = 2, .limits = {}}));
  const Folder folder;
  write_mails(folder.path / "small", mails, [](std::size_t i) { return corpus::generate(1, i).bytes; });
  write_mails(folder.path / "large", large, large_mail);
  auto cluster = must(store::PrivateCluster::start(folder.path / "data"));
  double worst = 0;
  {
    auto database = must(store::Database::open(cluster.logins()));
    must(store::migrate(database, *parse_rfc3339("2026-11-23T12:00:00Z")));
    Bench bench(cluster.url(), postmaster_of(cluster), database, *registry, reader.get());
    if (mails > 0) worst = std::max(worst, bench.run("small", folder.path / "small", mails));
    if (large > 0) worst = std::max(worst, bench.run("large", folder.path / "large", large));
  }
  static_cast<void>(cluster.destroy());
  return worst <= kMostRatio ? 0 : 1;
}
