#include "sync/decide_stage.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "match/matcher.h"
#include "store/tables/booking_store.h"
#include "store/tables/decision_json.h"
#include "store/tables/extraction_json.h"
#include "store/tables/progress_store.h"
#include "store/tables/review_store.h"

namespace connections::sync {
namespace {

constexpr int kTries = 3;  ///< weighings of a booking that keeps changing under us

Result<std::vector<Booking>> candidates(store::Transaction& app, const Extraction& facts) {
  store::CandidateQuery query;
  if (!facts.platform.empty() && facts.platform != "pms") query.platforms = {facts.platform};
  query.check_in = facts.accepted<Date>(Field::kCheckIn);
  query.check_out = facts.accepted<Date>(Field::kCheckOut);
  query.code = facts.accepted<std::string>(Field::kConfirmationCode);
  if (!query.check_in && !query.check_out && !query.code) return std::vector<Booking>{};
  return store::candidate_bookings(app, query);
}

Result<void> update(store::Transaction& app, const SyncRun& run, const MessageId& message, const Extraction& facts,
                    const Decision& decision, const std::vector<Booking>& bookings) {
  const auto target =
      std::find_if(bookings.begin(), bookings.end(), [&](const Booking& one) { return one.id == decision.booking; });
  store::BookingUpdate change{.booking = decision.booking,
                              .expected_version = target->version,
                              .guest_name = decision.guest_name,
                              .guest_count = decision.guest_count,
                              .enriched_code = facts.accepted<std::string>(Field::kConfirmationCode),
                              .source = ValueSource::kMail,
                              .enrichment_reason = decision.enrichment_reason,
                              .message = message,
                              .decision = store::to_json(decision)};
  TRY(store::apply_update(app, change, run.now));
  const auto closed = store::resolve_review_of(app, message, run.now);
  return closed ? Result<void>() : std::unexpected(closed.error());
}

Result<void> file(store::Transaction& app, const SyncRun& run, const store::Connection& connection,
                  const MessageId& message, const Extraction& facts, const Decision& decision) {
  const nlohmann::json all = store::to_json(decision);
  const Fact* guest = facts.find(Field::kGuestName);
  store::NewReview review{.message = message,
                          .connection = connection.id,
                          .reasons = all.at("reasons"),
                          .candidates = all.at("candidates"),
                          .facts = store::to_json(facts),
                          .guest_name = {},
                          .check_in = facts.accepted<Date>(Field::kCheckIn),
                          .check_out = facts.accepted<Date>(Field::kCheckOut),
                          .code = facts.accepted<std::string>(Field::kConfirmationCode)};
  if (guest != nullptr) review.guest_name = to_string(guest->value);
  const auto filed = store::file_review(app, review, run.now);
  return filed ? Result<void>() : std::unexpected(filed.error());
}

std::string note_of(const Decision& decision) {
  std::string note(name(decision.verdict));
  for (const Reason& reason : decision.reasons) note += " " + reason.code;
  return note;
}

Result<Decision> attempt(store::Transaction& app, const SyncRun& run, const store::Connection& connection,
                         const MessageId& message, const ReadMail& read) {
  const auto bookings = TRY(candidates(app, read.facts));
  const Decision decision = match::decide({.facts = read.facts,
                                           .authenticated = read.authenticated,
                                           .authentication = read.authentication,
                                           .received = read.received,
                                           .now = run.now,
                                           .bookings = bookings},
                                          run.policy);
  Result<void> acted;
  if (decision.verdict == Verdict::kUpdate) acted = update(app, run, message, read.facts, decision, bookings);
  if (decision.verdict == Verdict::kReview) acted = file(app, run, connection, message, read.facts, decision);
  if (!acted) return std::unexpected(acted.error());
  const store::Stage stage = decision.verdict == Verdict::kWait ? store::Stage::kWaiting : store::Stage::kDone;
  TRY(store::set_stage(app, message, {stage, read.facts.rule_book, read.facts.parser_version, note_of(decision)},
                       run.now));
  return decision;
}

}  // namespace

Result<Decision> decide_and_apply(const SyncRun& run, const store::Connection& connection, const MessageId& message,
                                  const ReadMail& read) {
  Result<Decision> decision = fail(Errc::kConflict, "never tried");
  for (int i = 0; i < kTries; ++i) {
    decision = run.database.with(store::Role::kApp, run.workspace,
                                 [&](store::Transaction& app) { return attempt(app, run, connection, message, read); });
    if (decision || decision.error().code != Errc::kConflict) return decision;
  }
  return decision;
}

}  // namespace connections::sync
