#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/store_session.h"
#include "app/sync_session.h"
#include "app/terminal/print_json.h"
#include "app/terminal/progress.h"
#include "source/folder/folder_files.h"
#include "sync/read_stage.h"
#include "sync/reread/archive_walk.h"
#include "view/reread_view.h"

namespace connections::app {
namespace {

constexpr Option kOld{"OLD", "a rules folder", Option::Type::kText, true};
constexpr Option kNew{"NEW", "another one", Option::Type::kText, true};
constexpr Option kCorpus{.name = "--corpus",
                         .doc = "a folder of mails: .eml files, a Maildir, an mbox",
                         .one_of = true,
                         .excludes = "--archive"};
constexpr Option kArchive{"--archive", "the mails of the workspace's archive", Option::Type::kFlag, false, true};
constexpr Option kPlatform{"--platform", "only mails of this platform, read by its parser"};

/// What two rule books read otherwise.
struct BookDiff {
  struct Mail {
    std::string name;
    std::vector<sync::FieldDiff> fields;
  };
  std::size_t mails = 0, different = 0;
  sync::ReadingTally tally;
  std::vector<Mail> listed;  ///< the first kListedMails

  void add(const std::string& name, const Extraction& before, const Extraction& after) {
    ++mails;
    auto fields = sync::differences(before, after);
    if (fields.empty()) return;
    ++different;
    tally.add(fields);
    if (listed.size() < sync::kListedMails) listed.push_back({name, std::move(fields)});
  }
};

Result<std::unique_ptr<plugin::Registry>> open_book(Context& context, const std::string& folder) {
  auto options = TRY(context.registry_options());
  options.rules.rules = folder;
  options.rules.overrides.clear();
  options.rules.further.clear();
  auto opened = plugin::Registry::open(std::move(options));
  if (!opened) opened.error().where = folder;
  return opened;
}

Result<void> compare_corpus(const std::string& folder, const std::string& platform, plugin::Parsers& before,
                            plugin::Parsers& after, Instant now, BookDiff& diff) {
  Progress progress("reading mails");
  const auto places = TRY(source::list_mails(folder));
  const std::string reader = platform.empty() ? "auto" : platform;
  for (std::size_t i = 0; i < places.size(); ++i) {
    progress.show(i, places.size());
    if (places[i].problem) continue;
    const auto bytes = TRY(source::read_mail(places[i]));
    const auto read_with = [&](plugin::Parsers& parsers) -> Result<Extraction> {
      mail::ParseOptions options;
      options.fallback_received = now;
      options.words = parsers.book().forward_words;
      return parsers.extract(TRY(mail::Mail::parse(bytes, options)), reader);
    };
    const auto old_facts = read_with(before), new_facts = read_with(after);
    if (!old_facts || !new_facts) continue;  // unreadable by any rules
    if (!platform.empty() && old_facts->platform != platform && new_facts->platform != platform) continue;
    diff.add(places[i].file.string(), *old_facts, *new_facts);
  }
  return {};
}

Result<void> compare_archive(Context& context, const std::string& platform, plugin::Parsers& before,
                             plugin::Parsers& after, Instant now, BookDiff& diff) {
  const auto session = TRY(StoreSession::open(context));
  StopRequest request;
  Progress progress("reading the archive");
  sync::SyncRun old_run{.database = session.database, .workspace = session.workspace, .parsers = before, .now = now};
  sync::SyncRun new_run{.database = session.database, .workspace = session.workspace, .parsers = after, .now = now};
  old_run.progress = [&](std::size_t done, std::size_t total) { progress.show(done, total); };
  old_run.stop = [&] { return request.made(); };
  old_run.trusted_borders = new_run.trusted_borders = (*context.settings())->trusted_borders;
  return sync::walk_archive(
      old_run, {.platform = platform, .since = {}}, false,
      [&](const store::Connection& connection, const store::PagedMail& mail) -> Result<void> {
        const auto archived = TRY(sync::load_archived(old_run, mail.message));
        diff.add(fmt::format("{}  {}", mail.message.value.substr(0, 8), archived.subject),
                 sync::read_archived(sync::for_connection(old_run, connection), archived, connection.platform).facts,
                 sync::read_archived(sync::for_connection(new_run, connection), archived, connection.platform).facts);
        return {};
      });
}

Result<BookDiff> compare(Context& context, const Arguments& arguments) {
  const auto old_book = TRY(open_book(context, arguments.text(kOld)));
  const auto new_book = TRY(open_book(context, arguments.text(kNew)));
  plugin::Parsers before = old_book->parsers(), after = new_book->parsers();
  BookDiff diff;
  const std::string& platform = arguments.text(kPlatform);
  if (arguments.has(kArchive))
    TRY(compare_archive(context, platform, before, after, Context::now(), diff));
  else
    TRY(compare_corpus(arguments.text(kCorpus), platform, before, after, Context::now(), diff));
  return diff;
}

void print(const BookDiff& diff) {
  fmt::print("{} mails, {} read otherwise\n{}", diff.mails, diff.different, view::tally_table(diff.tally));
  for (const auto& mail : diff.listed) fmt::print("{}", view::diff_lines(mail.name, mail.fields));
}

void print_as_json(const BookDiff& diff) {
  nlohmann::ordered_json listed = nlohmann::ordered_json::array();
  for (const auto& mail : diff.listed) listed.push_back({{"mail", mail.name}, {"fields", view::to_json(mail.fields)}});
  print_json({{"mails", diff.mails},
              {"different", diff.different},
              {"fields", view::to_json(diff.tally)},
              {"listed", std::move(listed)}});
}

int run_diff(Context& context, const Arguments& arguments) {
  const auto diff = compare(context, arguments);
  if (!diff) return report(diff.error());
  if (arguments.has(kJsonObject))
    print_as_json(*diff);
  else
    print(*diff);
  return kDone;
}

constexpr Command kCommands[]{
    {.path = "rules diff",
     .summary = "What two rule folders read otherwise, over a folder of mails or the archive",
     .options = {&kOld, &kNew, &kCorpus, &kArchive, &kPlatform, &kJsonObject},
     .needs = "--corpus DIR or --archive",
     .examples = "Examples:  connections rules diff rules my-rules --corpus engine/corpus/invented/mail\n"
                 "           connections rules diff rules my-rules --archive --platform vrbo\n\n"
                 "Nothing is written. A site's overrides count for neither folder. connections reread --dry-run says\n"
                 "what the rules in force would do to the bookings.",
     .run = run_diff},
};

}  // namespace

std::span<const Command> rules_diff_commands() { return kCommands; }

}  // namespace connections::app
