#include "rules/evaluation/evaluator.h"

#include <fmt/format.h>

#include "model/reason_codes.h"
#include "model/stage_clock.h"
#include "rules/evaluation/condition.h"
#include "rules/evaluation/condition_failure.h"
#include "rules/evaluation/date_checks.h"
#include "rules/evaluation/date_order.h"
#include "rules/evaluation/pooling.h"
#include "rules/evaluation/rule_run.h"
#include "rules/evaluation/selection.h"
#include "rules/values/name_check.h"

namespace connections::rules {

struct Evaluation::State {
  const RuleBook& book;
  const mail::Mail& mail;
  Trace* trace;
  Signals signals;
  std::vector<Sighting> sightings;
  Extraction result;
  const Pack* winner = nullptr;

  void refuse_sender();
  void take_kind(const Platform& platform, const Selection& selection, PartTexts& texts);
  void check_key_facts();
  void settle_facts();
  void settle_stays();
};

namespace {

/// A mail that announces a stay is not written after its beginning: an order of day and month that says so is a
/// mistaken reading. Two days of grace are for time zones and late mail. Nothing where the mail's own time is not
/// known.
std::optional<Date> earliest_check_in(const mail::Mail& mail, MailKind kind) {
  constexpr std::chrono::days kGrace{2};
  const bool announces = kind == MailKind::kConfirmed || kind == MailKind::kRequest || kind == MailKind::kInquiry;
  const bool dated =
      mail.forwarded() ? mail.forwarded()->date.has_value() : mail.received_from() != mail::ReceivedFrom::kAssumed;
  return announces && dated ? std::optional(day_of(mail.received()) - kGrace) : std::nullopt;
}

constexpr Confidence kRecognised{0.9};  ///< where no condition says how sure

/// The most that a condition can give where it holds.
Confidence most_sure_of(const Condition& condition) {
  if (condition.confidence) return *condition.confidence;
  if (condition.children.empty() || condition.op == Condition::Op::kNone) return kRecognised;
  Confidence most;
  for (const Condition& child : condition.children)
    if (child.op != Condition::Op::kNone) most = std::max(most, most_sure_of(child));
  return most;
}

/// A code of the platform in its own words: such a mail is about a stay, even if no pack knows its kind.
bool names_a_code(const Platform& platform, PartTexts& texts) {
  if (!platform.code) return false;
  for (const PartKind kind : {PartKind::kSubject, PartKind::kText, PartKind::kHtml}) {
    const PartText* part = texts.get({kind, {}});
    const auto match = part != nullptr ? platform.code->find(part->text, 0, part->words) : std::nullopt;
    if (match && part->speaker(match->spans[0]) == Speaker::kPlatform) return true;
  }
  return false;
}

}  // namespace

Confidence recognise(const RuleBook& book, const Platform& platform, const mail::Mail& mail, const Signals& signals) {
  const StageScope stage(ReadingStage::kRecognise);
  const Signals all = signals_of(platform, mail, signals);
  PartTexts texts(mail, all, nullptr, book);
  const auto held = holds(platform.recognise, texts);
  return held ? held->confidence.value_or(kRecognised) : Confidence();
}

Confidence most_sure(const Platform& platform) { return most_sure_of(platform.recognise); }

std::string why_not_recognised(const RuleBook& book, const Platform& platform, const mail::Mail& mail) {
  const Signals all = signals_of(platform, mail, {});
  PartTexts texts(mail, all, nullptr, book);
  return why_not(platform.recognise, texts);
}

Evaluation::Evaluation(const RuleBook& book, const mail::Mail& mail, Trace* trace)
    : state_(std::make_unique<State>(
          State{.book = book, .mail = mail, .trace = trace, .signals = {}, .sightings = {}, .result = {}})) {
  state_->result.rule_book = book.hash;
}
Evaluation::~Evaluation() = default;

void Evaluation::signal(std::string_view name, std::string_view value) {
  state_->signals[std::string(name)] = std::string(value);
}

Result<void> Evaluation::apply(std::string_view id) {
  const Platform* platform = state_->book.platform(id);
  if (platform == nullptr) return fail(Errc::kNotFound, fmt::format("unknown platform '{}': no rules", id));
  state_->result.platform = platform->id;
  if (state_->mail.auth().state == mail::AuthState::kFailed) {
    state_->refuse_sender();
    return {};
  }
  state_->signals = signals_of(*platform, state_->mail, std::move(state_->signals));
  PartTexts texts(state_->mail, state_->signals, platform, state_->book);
  const Selection selection = select(*platform, texts, state_->trace);
  state_->take_kind(*platform, selection, texts);
  if (state_->trace != nullptr)
    for (const Pack* pack : selection.packs) state_->trace->packs.push_back(pack->id);
  RuleRun run(state_->book.budgets, state_->book.words, texts, state_->trace);
  for (const Pack* pack : selection.packs) run.run(*pack);
  for (Sighting& sighting : run.sightings()) state_->sightings.push_back(std::move(sighting));
  if (!run.budget_problem().empty()) problem("budget", run.budget_problem());
  return {};
}

/// The receiving border itself says that the platform did not send this. Nothing in it is worth reading: a person is
/// shown the reason, not what a forger wrote.
void Evaluation::State::refuse_sender() {
  result.subkind = "refused_sender";
  result.may = Permission::kReview;
  result.kind_reason = mail.auth().reason;
  result.problems.push_back({"not_authenticated", mail.auth().reason});
}

void Evaluation::State::take_kind(const Platform& platform, const Selection& selection, PartTexts& texts) {
  if (selection.winner == nullptr) {
    const bool about_a_stay = names_a_code(platform, texts);
    result.may = about_a_stay ? Permission::kReview : Permission::kArchive;
    result.kind_reason = "no pack takes this mail";
    result.problems.push_back(
        {problem::kKindUnknown, about_a_stay ? "no rule pack knows this kind of mail, and it names a reservation code"
                                             : "no rule pack knows this kind of mail"});
    return;
  }
  winner = selection.winner;
  result.kind = winner->kind;
  result.subkind = winner->subkind;
  result.may = winner->may;
  result.kind_confidence = selection.confidence;
  result.kind_reason = fmt::format("{}: {}", winner->id, selection.because);
  if (selection.rival.empty()) return;
  result.problems.push_back(
      {problem::kKindUnsure, fmt::format("{} takes this mail nearly as surely as {}", selection.rival, winner->id)});
  if (result.may == Permission::kEnrich) result.may = Permission::kReview;
}

void Evaluation::add(Field field, Value value, Evidence evidence) {
  if (field == Field::kGuestName)
    if (const auto why = why_no_name(to_string(value), state_->book.words); !why.empty())
      return problem("name_refused", fmt::format("'{}' is not taken for a guest's name: {}", to_string(value), why));
  state_->sightings.push_back({.field = field,
                               .value = std::move(value),
                               .evidence = std::move(evidence),
                               .year_guessed = false,
                               .doubt = {},
                               .stay = Sighting::kNoStay,
                               .only_if = DateOrder::kUnset,
                               .shows = DateOrder::kUnset,
                               .dropped = false,
                               .drop_reason = {}});
}

const std::vector<Sighting>& Evaluation::sightings() const noexcept { return state_->sightings; }

void Evaluation::drop(std::size_t sighting, std::string_view reason) {
  if (sighting >= state_->sightings.size()) return;
  state_->sightings[sighting].dropped = true;
  state_->sightings[sighting].drop_reason = std::string(reason);
}

void Evaluation::set_kind(MailKind kind, Permission may, Confidence confidence, std::string_view reason) {
  state_->result.kind = kind;
  state_->result.may = may;
  state_->result.kind_confidence = confidence;
  state_->result.kind_reason = std::string(reason);
}

void Evaluation::problem(std::string_view code, std::string_view message) {
  state_->result.problems.push_back({std::string(code), std::string(message)});
}

void Evaluation::State::settle_facts() {
  if (trace != nullptr)
    for (const Sighting& one : sightings)
      if (one.dropped)
        trace->steps.push_back({one.evidence.pack,
                                one.evidence.rule,
                                TraceStep::Outcome::kDropped,
                                one.evidence.part,
                                one.evidence.span,
                                one.drop_reason,
                                {one.field}});
  for (const FieldInfo& info : all_fields()) {
    std::vector<const Sighting*> of_field;
    for (const Sighting& one : sightings)
      if (one.field == info.field && !one.dropped && one.stay == Sighting::kNoStay) of_field.push_back(&one);
    if (!of_field.empty()) result.facts.push_back(pool(info.field, of_field, book.budgets));
  }
  check_dates(result.facts);
}

void Evaluation::State::settle_stays() {
  std::map<std::size_t, std::map<Field, std::vector<const Sighting*>>> stays;
  for (const Sighting& one : sightings)
    if (one.stay != Sighting::kNoStay && !one.dropped) stays[one.stay][one.field].push_back(&one);
  for (const auto& [number, fields] : stays) {
    Stay stay;
    for (const auto& [field, of_field] : fields) stay.facts.push_back(pool(field, of_field, book.budgets));
    check_dates(stay.facts);
    const auto same = [&](const Stay& other) {  // the text and HTML twins list each stay once
      return other.facts.size() == stay.facts.size() &&
             std::equal(other.facts.begin(), other.facts.end(), stay.facts.begin(), [](const Fact& a, const Fact& b) {
               return a.field == b.field && same_value(a.value, b.value);
             });
    };
    if (std::none_of(result.stays.begin(), result.stays.end(), same)) result.stays.push_back(std::move(stay));
  }
}

void Evaluation::State::check_key_facts() {
  if (winner == nullptr) return;
  for (const Field field : winner->key_fields)
    if (result.find(field) == nullptr)
      result.problems.push_back(
          {problem::kNoKeyFact, fmt::format("{} was not found in a mail of kind {}", name(field), name(result.kind))});
}

Extraction Evaluation::settle() {
  const StageScope stage(ReadingStage::kSettle);
  const auto earliest = earliest_check_in(state_->mail, state_->result.kind);
  for (Problem& problem : settle_date_orders(state_->sightings, earliest))
    state_->result.problems.push_back(std::move(problem));
  if (!state_->mail.written_proven() && guesses_a_year(state_->sightings))
    problem(problem::kYearUnproven,
            "the mail leaves out the year of its days, and neither its signature nor its way here tells when it was "
            "written");
  agree_on_years(state_->sightings);
  lift_confirmed_doubts(state_->sightings);
  state_->settle_facts();
  state_->settle_stays();
  state_->check_key_facts();
  return std::move(state_->result);
}

Result<Extraction> extract_by_rules(const RuleBook& book, const mail::Mail& mail, std::string_view platform,
                                    Trace* trace) {
  Evaluation evaluation(book, mail, trace);
  TRY(evaluation.apply(platform));
  return evaluation.settle();
}

}  // namespace connections::rules
