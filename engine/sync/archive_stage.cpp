#include "sync/archive_stage.h"

#include <unordered_set>

#include <fmt/format.h>

#include "log/log.h"
#include "store/tables/fetch_failure_store.h"
#include "store/tables/mail_archive.h"
#include "sync/describe_mail.h"
#include "sync/label_stage.h"
#include "sync/retry_plan.h"

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

/// Archives what one source hands over; the callbacks of Source::fetch.
class Archiver {
 public:
  Archiver(const SyncRun& run, const store::Connection& connection, SyncStats& stats, std::size_t total)
      : run_(run), connection_(connection), stats_(stats), total_(total) {}

  bool have(source::RawMail&& raw) {
    const std::string id = raw.id;
    const store::NewMail entry = tape_entry(std::move(raw));
    const auto added = append(entry);
    Result<void> described;
    if (added && added->is_new) {
      ++stats_.emails_archived;
      described = describe(run_, added->id, entry.raw, entry.received_at);
    }
    if (added && !described) {
      error_ = described.error();
    } else if (added) {
      run_.committed(Commit::kArchived);
      run_.progress(++done_, total_);
    } else if (added.error().code == Errc::kStoreUnavailable) {
      error_ = added.error();
    } else {
      missed({id, added.error()});  // one mail that the database refuses must not hold up the rest
    }
    return !error_ && !run_.stop();
  }

  void missed(source::Unfetchable&& one) {
    ++stats_.emails_unfetched;
    log::event(log::Channel::kEmailProcessor, log::Level::kWarning, "mail_unfetched",
               {{"message", one.id}, {"code", name(one.error.code)}});
    const auto kept =
        run_.database.with(store::Role::kApp, run_.workspace, [&](store::Transaction& app) -> Result<void> {
          const auto known = TRY(store::record_fetch_failure(app, connection_.id, one.id, one.error, run_.now));
          if (known.absent < kGoneAfter) return {};
          ++stats_.emails_gone;
          return store::mark_gone(app, connection_.id, one.id, run_.now);
        });
    if (!kept) error_ = kept.error();
    run_.progress(++done_, total_);
  }

  [[nodiscard]] const std::optional<Error>& error() const noexcept { return error_; }

 private:
  Result<store::Appended> append(const store::NewMail& entry) const {
    return run_.database.with(store::Role::kApp, run_.workspace,
                              [&](store::Transaction& app) -> Result<store::Appended> {
                                auto done = TRY(store::append_mail(app, connection_.id, entry, run_.now));
                                TRY(store::clear_fetch_failure(app, connection_.id, entry.gmail_message_id));
                                return done;
                              });
  }

  const SyncRun& run_;
  const store::Connection& connection_;
  SyncStats& stats_;
  std::size_t total_, done_ = 0;
  std::optional<Error> error_;
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
  if (archiver.error()) return std::unexpected(*archiver.error());
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
