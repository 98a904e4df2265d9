#include "sync/act_on_outcomes.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "model/reason_codes.h"
#include "store/tables/booking_store.h"
#include "store/tables/decision_json.h"
#include "store/tables/extraction_json.h"
#include "store/tables/listing_store.h"
#include "store/tables/review_store.h"
#include "sync/rules_behind.h"

namespace connections::sync {
namespace {

/// Rows of several mails, each written with one statement.
struct MailRows {
  std::vector<store::NewReview> filed;
  std::vector<MessageId> answered;  ///< their open items are closed
  std::vector<store::StagedMail> stages;

  Result<void> write(store::Transaction& app, Instant now) const {
    TRY(store::file_reviews(app, filed, now));
    TRY(store::resolve_reviews_of(app, answered, now));
    return store::set_stages(app, stages, now);
  }
};

/// Acts on one outcome: on its bookings at once, on its mail's rows with those of the others.
class Acting {
 public:
  Acting(store::Transaction& app, const DecideContext& context, const std::optional<SyncRunId>& run_id,
         const StoryInput& input, const match::Outcome& outcome, MailRows& rows)
      : app_(app),
        context_(context),
        run_id_(run_id),
        input_(input),
        outcome_(outcome),
        decision_(outcome.decision),
        row_(input.row(outcome.mail)),
        rows_(rows) {}

  Result<void> act() {
    if (outcome_.take_back) TRY(take_back());
    if (decision_.verdict == Verdict::kUpdate) TRY(update());
    const bool waits = decision_.verdict == Verdict::kWait, in_review = decision_.verdict == Verdict::kReview;
    const bool rejected = (waits || in_review) && stays_rejected(decision_, row_);
    if (in_review && !rejected) rows_.filed.push_back(review());
    if (!in_review && !rejected) rows_.answered.push_back(row_.message);
    set_stage(waits && !rejected ? store::Stage::kWaiting : store::Stage::kDone);
    return {};
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
                         context_.now));
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
                             .decision = arithmetic(),
                             .run = run_id_},
                            context_.now));
    TRY(store::set_named(app_, row_.message, decision_.booking));
    return decision_.enrichment_reason == kCodeMatch ? learn() : Result<void>();
  }

  /// The decision, and which rules read what it writes: `undo --rule` finds it by them.
  nlohmann::json arithmetic() const {
    nlohmann::json all = store::to_json(decision_);
    all["read_by"] = rules_of_values(row_.facts);
    return all;
  }

  /// A code says which property a listing is.
  Result<void> learn() {
    const std::string& property = input_.booking(decision_.booking).property;
    for (const Field field : {Field::kListingId, Field::kListing})
      if (const auto listing = row_.facts.accepted<std::string>(field); listing && !listing->empty())
        TRY(store::learn_link(app_,
                              {.platform = context_.policy.platforms.issuer_of(row_.facts),
                               .listing = *listing,
                               .property = property,
                               .uses = 1,
                               .origin = store::LinkOrigin::kCode,
                               .last_used_at = context_.now},
                              context_.now));
    return {};
  }

  store::NewReview review() const {
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
    return review;
  }

  void set_stage(store::Stage stage) {
    rows_.stages.push_back({row_.message,
                            {.stage = stage,
                             .rule_book = row_.facts.rule_book,
                             .parser_version = row_.facts.parser_version,
                             .note = note_of(decision_)}});
  }

  store::Transaction& app_;
  const DecideContext& context_;
  const std::optional<SyncRunId>& run_id_;
  const StoryInput& input_;
  const match::Outcome& outcome_;
  const Decision& decision_;
  const store::StoryRow& row_;
  MailRows& rows_;
};

}  // namespace

std::string note_of(const Decision& decision) {
  std::string note(name(decision.verdict));
  for (const Reason& reason : decision.reasons) note += " " + reason.code;
  return note;
}

bool stays_rejected(const Decision& decision, const store::StoryRow& row) {
  if (!row.is_rejected || decision.verdict == Verdict::kUpdate || decision.verdict == Verdict::kIgnore) return false;
  return std::ranges::all_of(decision.candidates, [](const CandidateMatch& one) { return !one.veto.empty(); });
}

Result<void> act_on_outcomes(store::Transaction& app, const DecideContext& context, const std::optional<SyncRunId>& run,
                             const StoryInput& input, std::span<const match::Outcome* const> outcomes) {
  MailRows rows;
  for (const match::Outcome* outcome : outcomes) TRY(Acting(app, context, run, input, *outcome, rows).act());
  return rows.write(app, context.now);
}

}  // namespace connections::sync
