#include "sync/describe_mail.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "mail/mail.h"
#include "store/tables/mail_archive.h"
#include "store/tables/progress_store.h"

namespace connections::sync {
namespace {

using nlohmann::ordered_json;

ordered_json unreadable(const std::string& reason) {
  return {{"full_text", ""}, {"full_html", ""}, {"headers", ordered_json::array()}, {"unreadable", reason}};
}

store::MailDescription description_of(const SyncRun& run, const std::string& raw, std::optional<Instant> received) {
  mail::ParseOptions options;
  options.received = received;
  options.fallback_received = run.now;
  options.words = run.parsers.book().forward_words;
  const auto mail = mail::Mail::parse(raw, options);
  if (!mail) return {{}, {}, {}, unreadable(mail.error().message)};
  store::MailDescription out;
  if (mail->received_from() != mail::ReceivedFrom::kAssumed) out.received_at = mail->received();
  out.from_address = mail->outer_from().address;
  out.subject = std::string(mail->header("Subject"));
  ordered_json headers = ordered_json::array();
  for (const mail::Header& header : mail->headers()) headers.push_back({header.name, header.value});
  out.raw_metadata = {
      {"full_text", mail->full_text()}, {"full_html", mail->full_html()}, {"headers", std::move(headers)}};
  return out;
}

Result<void> save(const SyncRun& run, const MessageId& message, const store::MailDescription& description) {
  const auto write = [&](const store::MailDescription& one) {
    return run.database.with(store::Role::kApp, run.workspace,
                             [&](store::Transaction& app) { return store::describe_mail(app, message, one); });
  };
  const auto saved = write(description);
  if (saved || saved.error().code == Errc::kStoreUnavailable) return saved;
  return write({{}, {}, {}, unreadable(saved.error().message)});  // what the database refuses must not hold up the rest
}

Result<void> describe_again(const SyncRun& run, const MessageId& message) {
  const auto readings = TRY(run.database.with(store::Role::kApp, run.workspace, [&](store::Transaction& app) {
    return store::begin_reading(app, message, false);
  }));
  const auto archived = TRY(run.database.with(store::Role::kApp, run.workspace,
                                              [&](store::Transaction& app) { return store::load_mail(app, message); }));
  if (readings <= kMostDeaths) return describe(run, message, archived.raw, archived.received_at);
  TRY(save(run, message, {{}, {}, {}, unreadable(fmt::format("parsing it ended the engine {} times", kMostDeaths))}));
  for (int i = 0; i < kMostDeaths; ++i)  // so that it is not parsed when it is read
    TRY(run.database.with(store::Role::kApp, run.workspace,
                          [&](store::Transaction& app) { return store::begin_reading(app, message, false); }));
  return {};
}

}  // namespace

Result<void> describe(const SyncRun& run, const MessageId& message, const std::string& raw,
                      std::optional<Instant> received) {
  return save(run, message, description_of(run, raw, received));
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
