#include "sync/decide_stage.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "log/log.h"
#include "store/sql/storable_text.h"
#include "store/tables/booking_store.h"
#include "store/tables/decision_json.h"
#include "store/tables/extraction_json.h"
#include "store/tables/listing_store.h"
#include "store/tables/review_store.h"
#include "sync/story_input.h"

namespace connections::sync {
namespace {

constexpr int kTries = 3;  ///< decisions anew, where a booking keeps changing under us

std::string note_of(const Decision& decision) {
  std::string note(name(decision.verdict));
  for (const Reason& reason : decision.reasons) note += " " + reason.code;
  return note;
}

/// Acts on one outcome, in the transaction it is given.
class Acting {
 public:
  Acting(store::Transaction& app, const SyncRun& run, const std::optional<SyncRunId>& run_id, const StoryInput& input,
         const match::Outcome& outcome)
      : app_(app),
        run_(run),
        run_id_(run_id),
        input_(input),
        outcome_(outcome),
        decision_(outcome.decision),
        row_(input.row(outcome.mail)) {}

  Result<void> act() {
    if (outcome_.take_back) TRY(take_back());
    switch (decision_.verdict) {
      case Verdict::kUpdate:
        TRY(update());
        break;
      case Verdict::kReview:
        TRY(file());
        return set_stage(store::Stage::kDone);
      case Verdict::kWait:
        TRY(store::resolve_review_of(app_, row_.message, run_.now));
        return set_stage(store::Stage::kWaiting);
      case Verdict::kIgnore:
        break;
    }
    TRY(store::resolve_review_of(app_, row_.message, run_.now));
    return set_stage(store::Stage::kDone);
  }

 private:
  Result<void> take_back() {
    const match::TakeBack& lost = *outcome_.take_back;
    Decision why = decision_;
    why.reasons.insert(why.reasons.begin(), lost.reason);
    TRY(store::take_back(app_,
                         {.booking = lost.booking,
                          .expected_version = input_.booking(lost.booking).version,
                          .reason = "Taken back: " + lost.reason.message,
                          .message = row_.message,
                          .decision = store::to_json(why),
                          .run = run_id_},
                         run_.now));
    for (const store::StoryRow& one : input_.rows)
      if (one.booking == lost.booking) TRY(store::set_named(app_, one.message, std::nullopt));
    return {};
  }

  Result<void> update() {
    TRY(store::apply_update(app_,
                            {.booking = decision_.booking,
                             .expected_version = input_.booking(decision_.booking).version,
                             .guest_name = decision_.guest_name,
                             .guest_count = decision_.guest_count,
                             .enriched_code = row_.facts.accepted<std::string>(Field::kConfirmationCode),
                             .source = ValueSource::kMail,
                             .enrichment_reason = decision_.enrichment_reason,
                             .message = row_.message,
                             .decision = store::to_json(decision_),
                             .run = run_id_},
                            run_.now));
    TRY(store::set_named(app_, row_.message, decision_.booking));
    return decision_.enrichment_reason == "Code Match" ? learn() : Result<void>();
  }

  /// A code says which property a listing is.
  Result<void> learn() {
    const std::string& property = input_.booking(decision_.booking).property;
    for (const Field field : {Field::kListingId, Field::kListing})
      if (const auto listing = row_.facts.accepted<std::string>(field); listing && !listing->empty())
        TRY(store::learn_link(app_,
                              {.platform = run_.policy().platforms.issuer_of(row_.facts),
                               .listing = *listing,
                               .property = property,
                               .uses = 1,
                               .origin = store::LinkOrigin::kCode,
                               .last_used_at = run_.now},
                              run_.now));
    return {};
  }

  Result<void> file() {
    const nlohmann::json all = store::to_json(decision_);
    const Fact* guest = row_.facts.find(Field::kGuestName);
    store::NewReview review{.message = row_.message,
                            .connection = row_.connection,
                            .reasons = all.at("reasons"),
                            .candidates = all.at("candidates"),
                            .facts = store::to_json(row_.facts),
                            .guest_name = {},
                            .check_in = row_.facts.accepted<Date>(Field::kCheckIn),
                            .check_out = row_.facts.accepted<Date>(Field::kCheckOut),
                            .code = row_.facts.accepted<std::string>(Field::kConfirmationCode)};
    if (guest != nullptr) review.guest_name = to_string(guest->value);
    TRY(store::file_review(app_, review, run_.now));
    return {};
  }

  Result<void> set_stage(store::Stage stage) {
    return store::set_stage(app_, row_.message,
                            {stage, row_.facts.rule_book, row_.facts.parser_version, note_of(decision_)}, run_.now);
  }

  store::Transaction& app_;
  const SyncRun& run_;
  const std::optional<SyncRunId>& run_id_;
  const StoryInput& input_;
  const match::Outcome& outcome_;
  const Decision& decision_;
  const store::StoryRow& row_;
};

/// Whether the outcome is what the mail's rows say already.
bool is_known(const match::Outcome& outcome, const store::StoryRow& row) {
  if (outcome.take_back || outcome.decision.verdict == Verdict::kUpdate) return false;
  const bool waits = outcome.decision.verdict == Verdict::kWait;
  if (row.stage != (waits ? store::Stage::kWaiting : store::Stage::kDone) || row.note != note_of(outcome.decision))
    return false;
  if (outcome.decision.verdict != Verdict::kReview) return !row.in_review;
  return row.in_review && row.review_reasons == store::storable_json(store::to_json(outcome.decision.reasons)) &&
         row.review_candidates == store::storable_json(store::to_json(outcome.decision.candidates));
}

void count(const match::Outcome& outcome, bool known, SyncStats& stats) {
  switch (outcome.decision.verdict) {
    case Verdict::kUpdate:
      ++stats.bookings_enriched;
      break;
    case Verdict::kReview:
      stats.reviews_filed += known ? 0 : 1;
      break;
    case Verdict::kWait:
      ++stats.waiting;
      break;
    case Verdict::kIgnore:
      stats.ignored += known ? 0 : 1;
      break;
  }
  if (outcome.take_back) ++stats.names_taken_back;
}

/// One pass over all open mails. kConflict: a booking changed since it was read; nothing of that outcome was written.
Result<void> decide_once(const SyncRun& run, const std::optional<SyncRunId>& run_id, SyncStats& stats) {
  const auto input = TRY(run.database.with(store::Role::kApp, run.workspace,
                                           [&](store::Transaction& app) { return load_story_input(app, run.now); }));
  for (const match::Outcome& outcome : match::solve(input.view(run.now), run.policy())) {
    if (run.stop())
      return fail(Errc::kInterrupted, "stopped on request", {}, "the next run goes on where this one ended");
    const store::StoryRow& row = input.row(outcome.mail);
    const bool known = is_known(outcome, row);
    if (known) {
      count(outcome, known, stats);
      continue;
    }
    const auto acted = run.database.with(store::Role::kApp, run.workspace, [&](store::Transaction& app) {
      return Acting(app, run, run_id, input, outcome).act();
    });
    if (!acted) {
      if (acted.error().code == Errc::kConflict || acted.error().code == Errc::kStoreUnavailable) return acted;
      ++stats.failed;  // stays open; the rest goes on
      log::event(log::Channel::kEmailProcessor, log::Level::kError, "mail_failed",
                 {{"message", row.message.value}, {"code", name(acted.error().code)}});
      continue;
    }
    run.committed(Commit::kDecided);
    count(outcome, known, stats);
    log::event(
        log::Channel::kEmailProcessor, log::Level::kDebug, "mail_processed",
        {{"message", row.message.value}, {"kind", name(row.facts.kind)}, {"verdict", name(outcome.decision.verdict)}});
  }
  return {};
}

}  // namespace

Result<void> decide_open_mails(const SyncRun& run, const std::optional<SyncRunId>& run_id, SyncStats& stats) {
  Result<void> done;
  for (int i = 0; i < kTries; ++i) {
    SyncStats pass = stats;
    done = decide_once(run, run_id, pass);
    if (done || done.error().code != Errc::kConflict) {
      stats = pass;
      return done;
    }
    stats.bookings_enriched = pass.bookings_enriched;  // what was written before the conflict stays counted
    stats.reviews_filed = pass.reviews_filed;
    stats.names_taken_back = pass.names_taken_back;
  }
  return done;
}

}  // namespace connections::sync
