#include "sync/decide_stage.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "log/log.h"
#include "store/sql/storable_text.h"
#include "store/tables/decision_json.h"
#include "sync/act_on_outcomes.h"
#include "sync/story_input.h"
#include "sync/together.h"

namespace connections::sync {
namespace {

constexpr int kTries = 3;  ///< decisions anew, where a booking keeps changing under us

/// Whether the outcome is what the mail's rows say already.
bool is_known(const match::Outcome& outcome, const store::StoryRow& row) {
  if (outcome.take_back || outcome.decision.verdict == Verdict::kUpdate) return false;
  if (stays_rejected(outcome.decision, row)) return true;
  const bool waits = outcome.decision.verdict == Verdict::kWait;
  if (row.stage != (waits ? store::Stage::kWaiting : store::Stage::kDone) || row.note != note_of(outcome.decision))
    return false;
  if (outcome.decision.verdict != Verdict::kReview) return !row.in_review;
  return row.in_review && row.review_reasons == store::storable_json(store::to_json(outcome.decision.reasons)) &&
         row.review_candidates == store::storable_json(store::to_json(outcome.decision.candidates));
}

void count(const match::Outcome& outcome, const store::StoryRow& row, bool known, SyncStats& stats) {
  if (row.in_review && !known && outcome.decision.verdict != Verdict::kReview) ++stats.reviews_closed;
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

/// One pass over all open mails, some of them in one transaction.
class Deciding {
 public:
  Deciding(const DecideContext& context, const std::optional<SyncRunId>& run_id, const StoryInput& input,
           SyncStats& stats)
      : context_(context), run_id_(run_id), input_(input), stats_(stats) {}

  /// kConflict: a booking changed since it was read; nothing of that outcome was written.
  Result<void> act_on(const std::vector<match::Outcome>& outcomes) {
    std::vector<const match::Outcome*> news;
    for (const match::Outcome& outcome : outcomes) {
      const store::StoryRow& row = input_.row(outcome.mail);
      if (is_known(outcome, row))
        count(outcome, row, true, stats_);
      else
        news.push_back(&outcome);
    }
    for (std::size_t begin = 0; begin < news.size(); begin += context_.batch) {
      if (context_.stop())
        return fail(Errc::kInterrupted, "stopped on request", {}, "the next run goes on where this one ended");
      TRY(together(
          std::span(news).subspan(begin, std::min(context_.batch, news.size() - begin)),
          [&](std::span<const match::Outcome*> some) { return commit(some); },
          [&](const match::Outcome* one, const Error& error) { return note_failure(*one, error); }));
    }
    return {};
  }

 private:
  Result<void> commit(std::span<const match::Outcome*> outcomes) {
    TRY(context_.database.with(store::Role::kApp, context_.workspace, [&](store::Transaction& app) {
      return act_on_outcomes(app, context_, run_id_, input_, outcomes);
    }));
    context_.committed(Commit::kDecided);
    for (const match::Outcome* outcome : outcomes) {
      const store::StoryRow& row = input_.row(outcome->mail);
      count(*outcome, row, false, stats_);
      log::event(log::Channel::kEmailProcessor, log::Level::kDebug, "mail_processed",
                 {{"message", row.message.value},
                  {"kind", name(row.facts.kind)},
                  {"verdict", name(outcome->decision.verdict)}});
    }
    return {};
  }

  /// It stays open, and the rest goes on; unless all must be decided again.
  Result<void> note_failure(const match::Outcome& outcome, const Error& error) {
    if (error.code == Errc::kConflict) return std::unexpected(error);
    ++stats_.failed;
    log::event(log::Channel::kEmailProcessor, log::Level::kError, "mail_failed",
               {{"message", outcome.mail.value}, {"code", name(error.code)}});
    return {};
  }

  const DecideContext& context_;
  const std::optional<SyncRunId>& run_id_;
  const StoryInput& input_;
  SyncStats& stats_;
};

Result<void> decide_once(const DecideContext& context, const std::optional<SyncRunId>& run_id, SyncStats& stats) {
  const auto input = TRY(context.database.with(store::Role::kApp, context.workspace, [&](store::Transaction& app) {
    return load_story_input(app, context.now);
  }));
  match::SolveInput view = input.view(context.now);
  view.calendars_complete = context.calendars_complete;
  return Deciding(context, run_id, input, stats).act_on(match::solve(view, context.policy));
}

}  // namespace

Result<void> decide_open_mails(const DecideContext& context, const std::optional<SyncRunId>& run_id, SyncStats& stats) {
  Result<void> done;
  for (int i = 0; i < kTries; ++i) {
    SyncStats pass = stats;
    done = decide_once(context, run_id, pass);
    if (done || done.error().code != Errc::kConflict) {
      stats = pass;
      return done;
    }
    stats.bookings_enriched = pass.bookings_enriched;  // what was written before the conflict stays counted
    stats.reviews_filed = pass.reviews_filed;
    stats.reviews_closed = pass.reviews_closed;
    stats.names_taken_back = pass.names_taken_back;
  }
  return done;
}

}  // namespace connections::sync
