#include "sync/archive_stage.h"

#include <future>
#include <unordered_set>

#include <fmt/format.h>

#include "log/log.h"
#include "store/tables/fetch_failure_store.h"
#include "store/tables/mail_archive.h"
#include "sync/describe_mail.h"
#include "sync/label_stage.h"
#include "sync/read_batch.h"
#include "sync/read_stage.h"
#include "sync/retry_plan.h"
#include "sync/together.h"

namespace connections::sync {
namespace {

/// The row before anything parsed the mail: nothing in it depends on what the bytes say.
store::NewMail tape_entry(source::RawMail&& raw) {
  return {.gmail_message_id = std::move(raw.id),
          .thread_id = std::move(raw.thread_id),
          .received_at = raw.received,
          .raw = std::move(raw.bytes),
          .from_address = {},
          .subject = {},
          .raw_metadata = nullptr};
}

store::ArchivedMail archived(store::NewMail&& mail, const MessageId& id, Instant now) {
  store::ArchivedMail out;
  static_cast<store::NewMail&>(out) = std::move(mail);
  out.id = id;
  out.processed_at = now;
  return out;
}

/// Archives what one source hands over, a batch in one commit; the callbacks of Source::fetch. While it fills the next
/// batch, the one before is read on another thread, so that two are in memory.
class Archiver {
 public:
  Archiver(const SyncRun& run, const store::Connection& connection, SyncStats& stats, std::size_t total)
      : run_(run),
        connection_(connection),
        stats_(stats),
        total_(total),
        has_parser_(check_parser(run, connection.platform).has_value()) {}

  bool have(source::RawMail&& raw) {
    bytes_ += raw.bytes.size();
    batch_.push_back(tape_entry(std::move(raw)));
    if (batch_.size() >= run_.batch || bytes_ >= kBatchBytes) keep_error(archive_batch());
    return !error_ && !run_.stop();
  }

  void missed(source::Unfetchable&& one) {
    ++stats_.emails_unfetched;
    log::event(log::Channel::kEmailProcessor, log::Level::kWarning, "mail_unfetched",
               {{"message", one.id}, {"code", name(one.error.code)}});
    keep_error(run_.database.with(store::Role::kApp, run_.workspace, [&](store::Transaction& app) -> Result<void> {
      const auto known = TRY(store::record_fetch_failure(app, connection_.id, one.id, one.error, run_.now));
      if (known.absent < kGoneAfter) return {};
      ++stats_.emails_gone;
      return store::mark_gone(app, connection_.id, one.id, run_.now);
    }));
    run_.progress(++done_, total_);
  }

  /// Archives and reads what is left. Errors: the first of all.
  Result<void> finish() {
    keep_error(archive_batch());
    keep_error(await_readings());
    if (error_) return std::unexpected(*error_);
    return {};
  }

 private:
  static constexpr std::size_t kBatchBytes = 4u << 20;  ///< of a batch of large mails

  void keep_error(const Result<void>& done) {
    if (!done && !error_) error_ = done.error();
  }

  Result<void> archive_batch() {
    std::vector<store::NewMail> mails = std::exchange(batch_, {});
    bytes_ = 0;
    std::vector<store::ArchivedMail> fresh;
    TRY(together(
        std::span(mails), [&](std::span<store::NewMail> some) { return append(some, fresh); },
        [&](const store::NewMail& one, const Error& error) -> Result<void> {
          missed({one.gmail_message_id, error});  // one mail that the database refuses must not hold up the rest
          return {};
        }));
    TRY(await_readings());
    if (!fresh.empty())
      readings_ = std::async(std::launch::async, [this, mails = std::move(fresh), ids = log::scope_fields()] {
        const log::Scope scope(ids);
        return read(mails);
      });
    return {};
  }

  Result<void> append(std::span<store::NewMail> mails, std::vector<store::ArchivedMail>& fresh) {
    const auto appended = TRY(run_.database.with(
        store::Role::kApp, run_.workspace, [&](store::Transaction& app) -> Result<std::vector<store::Appended>> {
          auto all = TRY(store::append_mails(app, connection_.id, mails, run_.now));
          TRY(store::clear_fetch_failures(app, connection_.id, ids_of(mails)));
          return all;
        }));
    for (std::size_t i = 0; i < mails.size(); ++i) {
      if (!appended[i].is_new) continue;
      ++stats_.emails_archived;
      fresh.push_back(archived(std::move(mails[i]), appended[i].id, run_.now));
    }
    run_.committed(Commit::kArchived);
    run_.progress(done_ += mails.size(), total_);
    return {};
  }

  static std::vector<std::string> ids_of(std::span<const store::NewMail> mails) {
    std::vector<std::string> ids;
    for (const store::NewMail& mail : mails) ids.push_back(mail.gmail_message_id);
    return ids;
  }

  /// On its own thread. Gives the number of commits.
  Result<std::size_t> read(const std::vector<store::ArchivedMail>& mails) const {
    if (has_parser_) return read_batch(run_, mails, connection_.platform);
    for (const store::ArchivedMail& mail : mails) TRY(describe(run_, mail.id, mail.raw, mail.received_at));
    return 0;
  }

  Result<void> await_readings() {
    if (!readings_.valid()) return {};
    const std::size_t commits = TRY(readings_.get());
    for (std::size_t i = 0; i < commits; ++i) run_.committed(Commit::kRead);
    return {};
  }

  const SyncRun& run_;
  const store::Connection& connection_;
  SyncStats& stats_;
  std::size_t total_, done_ = 0;
  const bool has_parser_;
  std::vector<store::NewMail> batch_;
  std::size_t bytes_ = 0;  ///< of batch_
  std::optional<Error> error_;
  std::future<Result<std::size_t>> readings_;  ///< of the batch before; waits for them when it goes
};

/// Ids of the label, and those that failed before and are due again, which the tape does not have yet. Each once.
Result<std::vector<std::string>> wanted_ids(const SyncRun& run, const store::Connection& connection,
                                            const source::Changes& changes) {
  return run.database.with(store::Role::kApp, run.workspace,
                           [&](store::Transaction& app) -> Result<std::vector<std::string>> {
                             const auto failures = TRY(store::list_fetch_failures(app, connection.id));
                             std::vector<std::string> ids = changes.ids;
                             const std::unordered_set<std::string> listed(ids.begin(), ids.end());
                             for (const auto& failure : failures)
                               if (is_due(failure, run.now) && !listed.contains(failure.gmail_message_id))
                                 ids.push_back(failure.gmail_message_id);
                             const auto have = TRY(store::archived_among(app, connection.id, ids));
                             std::erase_if(ids, [&](const std::string& id) { return have.contains(id); });
                             return ids;
                           });
}

Result<void> fetch(const SyncRun& run, const store::Connection& connection, source::Source& source,
                   const std::vector<std::string>& ids, SyncStats& stats) {
  Archiver archiver(run, connection, stats, ids.size());
  const auto fetched = source.fetch(
      ids, [&](source::RawMail&& raw) { return archiver.have(std::move(raw)); },
      [&](source::Unfetchable&& one) { archiver.missed(std::move(one)); });
  TRY(archiver.finish());
  if (!fetched) return fetched;
  if (run.stop())
    return fail(Errc::kInterrupted, "stopped on request", {}, "the next run goes on where this one ended");
  return {};
}

/// Every mail up to the cursor is on the tape or among the failures now.
Result<void> keep_position(const SyncRun& run, const store::Connection& connection, const source::Changes& changes) {
  if (changes.cursor == connection.history_cursor && !changes.full_list) return {};  // an idle poll writes nothing
  const store::Position position{.label = changes.label ? changes.label->name : connection.reservation_label,
                                 .cursor = changes.cursor,
                                 .listed = changes.full_list};
  const auto kept = run.database.with(store::Role::kApp, run.workspace, [&](store::Transaction& app) {
    return store::set_position(app, connection.id, position, run.now);
  });
  if (kept) run.committed(Commit::kCursorMoved);
  return kept;
}

}  // namespace

Result<void> archive_new_mails(const SyncRun& run, const store::Connection& connection, source::Source& source,
                               SyncStats& stats) {
  const source::SyncPosition before{.label = connection.reservation_label,
                                    .label_id = connection.gmail_label_id,
                                    .label_checked_at = connection.label_checked_at,
                                    .cursor = connection.history_cursor,
                                    .listed_at = connection.listed_at};
  const auto changes = TRY(source.changes(before, run.now, run.check_label));
  if (changes.label) TRY(keep_label(run, connection, *changes.label, stats));
  stats.emails_scanned = changes.ids.size();
  stats.full_list = changes.full_list;
  const auto ids = TRY(wanted_ids(run, connection, changes));
  run.progress(0, ids.size());
  TRY(fetch(run, connection, source, ids, stats));
  TRY(describe_left_over(run, connection.id));
  return keep_position(run, connection, changes);
}

}  // namespace connections::sync
