#include <cstdlib>

#include <fmt/format.h>

#include "app/calendar_import.h"
#include "app/command.h"
#include "app/demo_plan.h"
#include "app/sync_session.h"
#include "view/booking_view.h"
#include "view/review_view.h"

namespace connections::app {
namespace {

namespace fs = std::filesystem;

/// A folder and a database of the demo's own, gone when it ends.
class DemoFolder {
 public:
  DemoFolder() {
    std::error_code error;
    std::string name = (fs::temp_directory_path(error) / "connections-demo-XXXXXX").string();
    if (!error && mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~DemoFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  DemoFolder(const DemoFolder&) = delete;
  DemoFolder& operator=(const DemoFolder&) = delete;
  [[nodiscard]] const fs::path& path() const noexcept { return path_; }

 private:
  fs::path path_;
};

Result<std::vector<store::Connection>> create_connections(StoreSession& session, const DemoPlan& plan) {
  return session.transact([&](store::Transaction& app) -> Result<std::vector<store::Connection>> {
    std::vector<store::Connection> all;
    for (const auto& mailbox : plan.mailboxes) {
      auto made = TRY(store::create_connection(app,
                                               {.platform = mailbox.platform,
                                                .name = mailbox.label,
                                                .reservation_label = mailbox.label,
                                                .source_kind = store::SourceKind::kFolder,
                                                .folder_path = mailbox.folder.string()},
                                               plan.now));
      all.push_back(std::move(made));
    }
    return all;
  });
}

Result<sync::SyncStats> run_plan(Context& context, StoreSession& session, const DemoPlan& plan) {
  for (const auto& feed : plan.feeds)
    TRY(import_calendar(context, session,
                        {.place = feed.file.string(),
                         .platform = feed.platform,
                         .property = feed.property,
                         .listings = {},
                         .time_zone = {}},
                        plan.now));
  const auto connections = TRY(create_connections(session, plan));
  const auto outcomes = TRY(sync_connections(context, session, connections, plan.now));
  sync::SyncStats total;
  for (const auto& [connection, stats] : outcomes) {
    if (!stats) return std::unexpected(stats.error());
    total.emails_scanned += stats->emails_scanned;
    total.emails_archived += stats->emails_archived;
    total.bookings_enriched += stats->bookings_enriched;
    total.reviews_filed += stats->reviews_filed;
    total.waiting += stats->waiting;
    total.ignored += stats->ignored;
    total.failed += stats->failed + stats->emails_unfetched;
  }
  return total;
}

Result<void> show(StoreSession& session, const sync::SyncStats& stats, const fs::path& folder) {
  const auto bookings = TRY(session.transact(view::read_bookings));
  const auto reviews = TRY(
      session.transact([](store::Transaction& app) { return store::list_reviews(app, store::ReviewStatus::kOpen); }));
  fmt::print("Bookings (from the calendars; names and parties from the mails)\n\n{}\n", view::bookings_table(bookings));
  fmt::print("For a person to decide\n\n{}\n", view::reviews_table(reviews));
  fmt::print(
      "emails_scanned {}   bookings_enriched {}   to review {}   waiting for the calendar {}   nothing to do {}   "
      "failed {}\n\n",
      stats.emails_scanned, stats.bookings_enriched, stats.reviews_filed, stats.waiting, stats.ignored, stats.failed);
  fmt::print(
      "All people, mails and calendars above are invented: {}\n\nWhat to type next\n"
      "  connections explain {}\n"
      "  connections calendar import FILE|URL --platform airbnb --property NAME\n"
      "  connections connection create --platform airbnb --label Airbnb --folder DIR\n"
      "  connections sync --all\n",
      folder.string(), (folder / "mail/airbnb").string() + "/….eml");
  return {};
}

int run_demo(Context& typed, const Arguments&) {
  const DemoFolder folder;
  if (folder.path().empty())
    return report(Error{Errc::kIo, "no temporary folder could be created", {}, "TMPDIR names another place for it"});
  GlobalOptions options = typed.options();
  options.data_folder = folder.path();
  options.workspace = "default";
  std::error_code error;  // shows when PostgreSQL cannot reach the folder
  if (options.database_url.empty())
    fs::permissions(folder.path(), fs::perms::owner_all | fs::perms::group_exec | fs::perms::others_exec, error);
  Context context(options);
  context.cluster_options.fsync = false;

  const auto installation = context.installation();
  if (!installation) return report(installation.error());
  const auto plan = read_demo_plan((*installation)->demo);
  if (!plan) return report(plan.error());
  int code = kDone;
  {
    auto session = StoreSession::open(context);
    if (!session) return report(session.error());
    const auto stats = run_plan(context, *session, *plan);
    if (!stats)
      code = report(stats.error());
    else if (auto shown = show(*session, *stats, (*installation)->demo); !shown)
      code = report(shown.error());
  }
  if (context.cluster() != nullptr)
    if (auto gone = context.cluster()->destroy(); !gone) code = report(gone.error());
  return code;
}

constexpr Command kCommands[]{
    {.path = "demo",
     .summary = "The main job on an invented mailbox and invented calendars, in a database of its own",
     .examples = "Example:  connections demo\n\nNeeds no network and leaves nothing behind.",
     .run = run_demo},
};

}  // namespace

std::span<const Command> demo_commands() { return kCommands; }

}  // namespace connections::app
