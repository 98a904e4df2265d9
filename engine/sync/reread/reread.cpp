#include "sync/reread/reread.h"

#include <nlohmann/json.hpp>

#include "log/log.h"
#include "store/tables/booking_store.h"
#include "store/tables/change_store.h"
#include "store/tables/progress_store.h"
#include "store/tables/sync_run_store.h"
#include "sync/decide_stage.h"
#include "sync/read_stage.h"
#include "sync/reread/reading_spool.h"
#include "sync/story_input.h"

namespace connections::sync {
namespace {

bool same_origin(const store::Provenance& a, const store::Provenance& b) {
  return a.authenticated == b.authenticated && a.received_at == b.received_at && a.issuer == b.issuer &&
         a.listing == b.listing;
}

/// Reads mail after mail; what differs goes to `keep`.
class Rereading {
 public:
  using Keep = std::function<Result<void>(const MailReading&)>;
  Rereading(const SyncRun& run, Keep keep) : run_(run), keep_(std::move(keep)) {}

  Result<void> visit(const store::Connection& connection, const store::PagedMail& mail) {
    if (mail.holds_for == run_.engine_version ||
        mail.holds_for == store::holds_for_both({run_.engine_version, run_.parsers.in_force()})) {
      ++done_.quarantined;
      return {};
    }
    const auto before = TRY(run_.database.with(store::Role::kApp, run_.workspace, [&](store::Transaction& app) {
      return store::load_reading(app, mail.message);
    }));
    const auto archived = TRY(load_archived(run_, mail.message));
    ReadMail read = TRY(read_mail(for_connection(run_, connection), archived, connection.platform));
    ++done_.mails;
    if (!before) return {};
    store::Provenance now = provenance_of(read);
    now.authenticated = now.authenticated || before->provenance.authenticated;  // a person may have vouched for it
    if (reads_alike(before->facts, read.facts) && same_origin(before->provenance, now)) return {};
    ++done_.different;
    note(archived, differences(before->facts, read.facts));
    return keep_({.message = mail.message,
                  .stage = mail.closed_by_person ? store::Stage::kDone : store::Stage::kExtracted,
                  .read = std::move(read)});
  }
  Reread done() && { return std::move(done_); }

 private:
  void note(const store::ArchivedMail& mail, std::vector<FieldDiff> fields) {
    done_.tally.add(fields);
    if (!fields.empty() && done_.listed.size() < kListedMails)
      done_.listed.push_back({mail.id, mail.subject, std::move(fields)});
  }

  const SyncRun& run_;
  Keep keep_;
  Reread done_;
};

Result<void> save(store::Transaction& app, const MailReading& one, Instant now) {
  return save_readings(app, {&one, 1}, now);
}

Result<std::vector<Flip>> flips_of_run(store::Transaction& app, const SyncRunId& run) {
  std::vector<Flip> flips;
  for (const store::BookingChange& change : TRY(store::changes_of_run(app, run))) {
    const auto text = [](const nlohmann::json& values) {
      const auto guest = values.find("guest_name");
      return guest == values.end() || !guest->is_string() ? std::string() : guest->get<std::string>();
    };
    flips.push_back({.booking = TRY(store::find_booking(app, change.booking)),
                     .before = text(change.before),
                     .after = text(change.after),
                     .why = change.enrichment_reason});
  }
  return flips;
}

/// What deciding would do, counted and as flips.
void foresee(const StoryInput& input, const std::vector<match::Outcome>& outcomes, Reread& done) {
  for (const match::Outcome& one : outcomes) {
    const Decision& decision = one.decision;
    if (one.take_back) {
      const Booking& booking = input.booking(one.take_back->booking);
      done.flips.push_back({booking, booking.guest_name.value_or(""), booking.feed_name.value_or(""),
                            "Taken back: " + one.take_back->reason.message});
      ++done.stats.names_taken_back;
    }
    const bool in_review = input.row(one.mail).in_review;
    if (decision.verdict == Verdict::kReview && !in_review) ++done.stats.reviews_filed;
    if (decision.verdict != Verdict::kReview && in_review) ++done.stats.reviews_closed;
    if (decision.verdict != Verdict::kUpdate) continue;
    ++done.stats.bookings_enriched;
    const Booking& booking = input.booking(decision.booking);
    const std::string before = booking.guest_name.value_or("");
    done.flips.push_back({booking, before, decision.guest_name.value_or(before), decision.enrichment_reason});
  }
}

}  // namespace

Result<Reread> reread(const SyncRun& run, const ArchiveWanted& wanted) {
  const auto in_workspace = [&](auto fn) { return run.database.with(store::Role::kApp, run.workspace, fn); };
  Rereading rereading(run, [&](const MailReading& one) -> Result<void> {
    TRY(in_workspace([&](store::Transaction& app) { return save(app, one, run.now); }));
    run.committed(Commit::kReread);
    return {};
  });
  TRY(walk_archive(run, wanted, true,
                   [&](const auto& connection, const auto& mail) { return rereading.visit(connection, mail); }));
  Reread done = std::move(rereading).done();
  const auto id = TRY(in_workspace([](store::Transaction& app) { return store::new_run_id(app); }));
  TRY(decide_open_mails(deciding(run), id, done.stats));
  done.flips = TRY(in_workspace([&](store::Transaction& app) { return flips_of_run(app, id); }));
  if (done.different == 0 && done.flips.empty()) return done;
  done.run = id;
  const auto figures = nlohmann::json::parse(to_json(done.stats).dump());
  TRY(in_workspace(
      [&](store::Transaction& app) { return store::record_run(app, id, store::RunKind::kReread, figures, run.now); }));
  log::event(log::Channel::kSync, log::Level::kInfo, "archive_reread",
             {{"run", id.value}, {"mails", done.mails}, {"different", done.different}, {"stats", figures}});
  return done;
}

Result<Reread> rehearse_reread(const SyncRun& run, const ArchiveWanted& wanted) {
  ReadingSpool spool = TRY(ReadingSpool::open());
  Rereading rereading(run, [&](const MailReading& one) { return spool.put(one); });
  TRY(walk_archive(run, wanted, false,
                   [&](const auto& connection, const auto& mail) { return rereading.visit(connection, mail); }));
  Reread done = std::move(rereading).done();
  TRY(run.database.rehearse(store::Role::kApp, run.workspace, [&](store::Transaction& app) -> Result<void> {
    TRY(spool.each([&](const MailReading& one) { return save(app, one, run.now); }));
    const auto input = TRY(load_story_input(app, run.now));
    foresee(input, match::solve(input.view(run.now), run.policy()), done);
    return {};
  }));
  return done;
}

}  // namespace connections::sync
