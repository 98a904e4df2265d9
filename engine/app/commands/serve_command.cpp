#include <unistd.h>

#include <array>
#include <random>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/feed_session.h"
#include "app/gmail_look.h"
#include "app/gmail_session.h"
#include "app/public_url.h"
#include "app/sync_session.h"
#include "log/log.h"
#include "plugin/book_trial.h"
#include "server/push/key_cache.h"
#include "server/push/push_route.h"
#include "server/push/watch_renewal.h"
#include "server/service.h"
#include "source/gmail/api/labels.h"
#include "source/gmail/api/watch.h"
#include "worker/zygote.h"

namespace connections::app {
namespace {

/// "host:pid": whose lease it is, for people who look into the queue.
std::string process_name() {
  std::array<char, 256> host{};
  if (gethostname(host.data(), host.size() - 1) != 0) host = {"?"};
  return fmt::format("{}:{}", host.data(), getpid());
}

/// The parsers and rules of a process that outlives changes of their files.
Result<std::unique_ptr<plugin::Registry>> open_registry(plugin::RegistryOptions options,
                                                        const std::filesystem::path& state) {
  options.state_folder = state;
  options.good_rules = state / "good-rules";
  options.trial = [](plugin::Parsers parsers, const rules::LoadOptions& from) {
    const std::lock_guard lock(worker::fork_mutex());  // it reads mails, here
    return plugin::try_book(std::move(parsers), from);
  };
  return plugin::Registry::open(std::move(options));
}

server::SchedulerOptions schedule_of(const settings::ServerSettings& config) {
  return {.every = std::chrono::seconds{static_cast<std::int64_t>(config.sync_minutes * 60)},
          .workers = config.workers,
          .lease_owner = process_name()};
}

int run_once(const server::SyncRunner& runner, const server::SchedulerOptions& schedule) {
  if (const auto counted = server::count_totals(runner.database, runner.now()); !counted)
    return report(counted.error());
  const auto tally = server::Scheduler(runner, schedule).run_due();
  if (!tally) return report(tally.error());
  fmt::print("{} connections were due, {} failed\n", tally->runs, tally->failed);
  return tally->failed == 0 ? kDone : kFailed;
}

/// What section `watch:` adds: the route that Pub/Sub posts to.
class PushParts {
 public:
  PushParts(const server::SyncRunner& runner, const settings::WatchSettings& config)
      : config_(config),
        keys_(server::fetch_keys(http_, config.jwks_url)),
        options_{.path = config.path,
                 .policy = {.audience = config.audience, .service_account = config.service_account},
                 .key = [this, &runner](const std::string& id) { return keys_.find(id, runner.now()); }} {}

  void add_to(server::ServiceOptions& options) {
    if (config_.audience.empty()) return;
    options.push = &options_;
  }

 private:
  const settings::WatchSettings& config_;
  net::HttpClient http_;
  server::KeyCache keys_;
  server::PushOptions options_;
};

server::GmailRoutes gmail_routes(GmailSession& gmail) {
  return {.accounts = gmail.accounts(),
          .look = look_into_mailbox(gmail),
          .labels = [&gmail](const WorkspaceId& workspace, const store::Connection& connection) {
            source::GmailAccess access = gmail.access(workspace, connection);
            access.timing.max_tries = source::kInteractiveTries;
            return source::list_labels(access);
          }};
}

server::AskForWatch asking_gmail(GmailSession& gmail, const std::string& topic) {
  return [&gmail, topic](const WorkspaceId& workspace,
                         const store::Connection& connection) -> Result<server::WatchedMailbox> {
    const auto grant = TRY(source::watch_label(gmail.access(workspace, connection), topic, connection.gmail_label_id));
    return server::WatchedMailbox{.address = connection.gmail_address, .expires = grant.expires};
  };
}

/// The renewal of watches, if mailboxes are to be watched.
void add_renewal(server::ServiceOptions& options, const server::SyncRunner& runner,
                 const settings::WatchSettings& config, server::AskForWatch ask) {
  if (config.topic.empty()) return;
  options.housekeeping = [&runner, ask = std::move(ask)] {
    if (const auto done = server::renew_watches(runner.database, ask, runner.now()); !done)
      log::event(log::Channel::kGmailVerify, log::Level::kError, "watch_renewal_failed",
                 {{"code", name(done.error().code)}});
  };
}

/// 0 to 1; called from one thread.
double random_share() {
  static std::mt19937_64 random{std::random_device{}()};
  return std::uniform_real_distribution<double>(0, 1)(random);
}

int run_service(const server::SyncRunner& runner, server::Reloader& reloader, server::Signals& signals,
                const settings::Settings& config, GmailSession& gmail, const FeedSession& feeds) {
  server::ServiceOptions options{
      .host = config.server.listen.host, .port = config.server.listen.port, .schedule = schedule_of(config.server)};
  options.public_url = public_url(config.server);
  PushParts push(runner, config.watch);
  push.add_to(options);
  server::GmailRoutes routes = gmail_routes(gmail);
  options.gmail = &routes;
  options.feeds = &feeds.reading();
  options.feed_schedule = {.every = std::chrono::seconds{static_cast<std::int64_t>(config.server.feed_minutes * 60)},
                           .workers = config.server.workers,
                           .lease_owner = options.schedule.lease_owner,
                           .metrics = runner.metrics};
  options.metrics = runner.metrics;
  const server::WebhookSending webhooks{.database = runner.database,
                                        .vault = feeds.reading().vault,
                                        .http = feeds.reading().http,
                                        .jitter = random_share};
  options.webhooks = &webhooks;
  options.vault = &feeds.reading().vault;
  add_renewal(options, runner, config.watch, asking_gmail(gmail, config.watch.topic));
  server::Service service(runner, reloader, signals, std::move(options));
  const auto ended = service.run();
  return ended ? kDone : report(ended.error());
}

constexpr Option kOnce{"--once", "run what is due and end; exit code 1 if a connection failed", Option::Type::kFlag};

int run_serve(Context& context, const Arguments& arguments) {
  log::set_level(log::Level::kInfo);
  auto options = context.registry_options();
  if (!options) return report(options.error());
  server::FileWatch watch(plugin::watched_files(*options));
  const auto registry = open_registry(std::move(*options), context.data_folder());
  if (!registry) return report(registry.error());
  const settings::Settings& config = **context.settings();
  const auto readers = make_readers(**registry, config, read_in(arguments));
  if (readers)
    if (const auto begun = readers->now(); !begun) return report(begun.error());
  const auto database = context.database();
  if (!database) return report(database.error());
  const auto gmail = GmailSession::open(context);
  if (!gmail) return report(gmail.error());
  const auto feeds = FeedSession::open(context);
  if (!feeds) return report(feeds.error());
  server::Signals signals;
  server::Metrics metrics;
  const auto stop = [&signals] { return signals.stop_requested(); };
  const server::SyncRunner runner{.database = **database,
                                  .registry = **registry,
                                  .sources = [&](const WorkspaceId& id) { return source_factory(**gmail, id, stop); },
                                  .trusted_borders = config.trusted_borders,
                                  .now = Context::now,
                                  .stop = stop,
                                  .readers = readers.get(),
                                  .metrics = &metrics};
  if (arguments.has(kOnce)) return run_once(runner, schedule_of(config.server));
  server::Reloader reloader(**registry, std::move(watch), Context::now());
  return run_service(runner, reloader, signals, config, **gmail, **feeds);
}

constexpr Command kCommands[]{
    {.path = "serve",
     .summary = "Run for good: sync every connection on a schedule, answer HTTP",
     .options = {&kOnce, &kInProcess},
     .examples = "Examples:  connections serve\n"
                 "           connections serve --once      # from cron: run what is due, and end\n\n"
                 "SIGHUP reloads rules and parsers, as a change of their files does. If they are invalid, the current\n"
                 "ones stay active, and GET /health says so. SIGTERM ends at the next mail. Any number of processes\n"
                 "may share a database.",
     .run = run_serve},
};

}  // namespace

std::span<const Command> serve_commands() { return kCommands; }

}  // namespace connections::app
