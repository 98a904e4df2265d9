#include "sync/describe_mail.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "mail/mail.h"
#include "store/tables/mail_archive.h"
#include "store/tables/progress_store.h"
#include "sync/survive.h"
#include "sync/worker_reader.h"

namespace connections::sync {
namespace {

using nlohmann::ordered_json;

Result<void> save(const SyncRun& run, const MessageId& message, const store::MailDescription& description) {
  const auto write = [&](const store::MailDescription& one) {
    return run.database.with(store::Role::kApp, run.workspace,
                             [&](store::Transaction& app) { return store::describe_mail(app, message, one); });
  };
  const auto saved = write(description);
  if (saved || saved.error().code == Errc::kStoreUnavailable) return saved;
  return write(unreadable(saved.error().message));  // what the database refuses must not hold up the rest
}

/// Described by what happened, and not parsed when it is read.
Result<void> give_up(const SyncRun& run, const MessageId& message, const std::string& why) {
  TRY(save(run, message, unreadable(why)));
  for (int i = 0; i < kMostDeaths; ++i)
    TRY(run.database.with(store::Role::kApp, run.workspace,
                          [&](store::Transaction& app) { return store::begin_reading(app, message, false); }));
  return {};
}

Result<void> describe_again(const SyncRun& run, const MessageId& message) {
  const int readings = TRY(open_readings(run, message, false));
  const auto archived = TRY(run.database.with(store::Role::kApp, run.workspace,
                                              [&](store::Transaction& app) { return store::load_mail(app, message); }));
  if (run.reader != nullptr || readings <= kMostDeaths)
    return not_held_against(run, message, describe(run, message, archived.raw, archived.received_at));
  return give_up(run, message, fmt::format("parsing it ended the engine {} times", kMostDeaths));
}

}  // namespace

std::string no_survivor(const worker::Death& last) {
  return fmt::format("parsing it ended the reader {} times: {}", kMostDeaths, last.reason);
}

store::MailDescription unreadable(const std::string& why) {
  return {{},
          {},
          {},
          ordered_json{{"full_text", ""}, {"full_html", ""}, {"headers", ordered_json::array()}, {"unreadable", why}}};
}

store::MailDescription description_of(const mail::Mail& mail) {
  store::MailDescription out;
  if (mail.received_from() != mail::ReceivedFrom::kAssumed) out.received_at = mail.received();
  out.from_address = mail.outer_from().address;
  out.subject = std::string(mail.header("Subject"));
  ordered_json headers = ordered_json::array();
  for (const mail::Header& header : mail.headers()) headers.push_back({header.name, header.value});
  out.raw_metadata = {
      {"full_text", mail.full_text()}, {"full_html", mail.full_html()}, {"headers", std::move(headers)}};
  return out;
}

store::MailDescription description_of(const std::string& raw, std::optional<Instant> received, Instant now,
                                      std::shared_ptr<const mail::ForwardWords> words) {
  mail::ParseOptions options;
  options.received = received;
  options.fallback_received = now;
  options.words = std::move(words);
  const auto mail = mail::Mail::parse(raw, options);
  return mail ? description_of(*mail) : unreadable(mail.error().message);
}

Result<worker::Outcome<store::MailDescription>> find_description(const SyncRun& run, const MessageId& message,
                                                                 const std::string& raw,
                                                                 std::optional<Instant> received) {
  if (run.reader == nullptr) return description_of(raw, received, run.now, run.parsers.book().forward_words);
  const DescribeRequest request{.received = received, .now = run.now, .raw = raw};
  return survive(run, message, [&] { return run.reader->describe(run.workspace, request); });
}

Result<void> describe(const SyncRun& run, const MessageId& message, const std::string& raw,
                      std::optional<Instant> received) {
  const auto described = TRY(find_description(run, message, raw, received));
  if (described) return save(run, message, *described);
  return give_up(run, message, no_survivor(described.error()));
}

Result<void> describe_left_over(const SyncRun& run, const ConnectionId& connection) {
  const auto left = TRY(run.database.with(store::Role::kApp, run.workspace, [&](store::Transaction& app) {
    return store::undescribed_mails(app, connection);
  }));
  for (const MessageId& message : left) {
    if (run.stop())
      return fail(Errc::kInterrupted, "stopped on request", {}, "the next run goes on where this one ended");
    TRY(describe_again(run, message));
  }
  return {};
}

}  // namespace connections::sync
