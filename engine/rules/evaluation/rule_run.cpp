#include "rules/evaluation/rule_run.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/stage_clock.h"
#include "rules/book/reading_time.h"
#include "rules/evaluation/condition.h"
#include "rules/values/date_bounds.h"

namespace connections::rules {
namespace {

constexpr std::size_t kShownBytes = 120;  ///< of a match, in a trace

/// The veto that takes a match back, if one does.
const Veto* vetoed(const Rule& rule, Span match, const PartText& part, PartTexts& texts) {
  for (const Veto& veto : rule.vetoes) {
    if (!veto.parts.empty()) {
      for (const PartRef& ref : veto.parts)
        if (const PartText* other = texts.get(ref); other != nullptr && veto.re.contains(other->text, other->words))
          return &veto;
      continue;
    }
    const std::size_t begin = veto.near == 0 || match.begin < veto.near ? 0 : match.begin - veto.near;
    const std::size_t end = veto.near == 0 ? part.text.size() : std::min(part.text.size(), match.end + veto.near);
    if (veto.re.contains(part.text.substr(begin, end - begin), part.words)) return &veto;
  }
  return nullptr;
}

/// Most rules do not match: the words that the text holds tell it, or one pass over it.
std::optional<Match> first_match(const Rule& rule, std::string_view text, const PartText& part) {
  const StageScope stage(ReadingStage::kPrefilter);
  const RuleScope timed(rule.id);
  return rule.re.find(text, 0, part.words);
}

bool reads_number(const Emit& emit) noexcept {
  return emit.reading == Reading::kCount || emit.reading == Reading::kMoney || emit.reading == Reading::kTime ||
         emit.reading == Reading::kParty;
}

/// What an emit captured of a match: the groups that took part, joined with a space, and the stretch that they span.
/// Nothing if no group took part.
struct Captured {
  Span span{Match::npos, 0};
  std::string text;
};

Captured captured_of(const Emit& emit, const Match& match, std::string_view part) {
  Captured captured;
  const auto add = [&](Span span) {
    if (span.begin == Match::npos) return;
    captured.text.append(captured.span.begin == Match::npos ? "" : " ").append(part.substr(span.begin, span.size()));
    captured.span = {std::min(captured.span.begin, span.begin), std::max(captured.span.end, span.end)};
  };
  add(emit.reading == Reading::kConstant ? match.spans[0] : match.spans[emit.group]);
  for (const std::size_t group : emit.join) add(match.spans[group]);
  return captured;
}

bool cuts_words(const Emit& emit, const Match& match, std::string_view part) {
  const auto cuts = [&](std::size_t group) {
    return match.spans[group].begin != Match::npos && cuts_word(part, match.spans[group]);
  };
  return cuts(emit.group) || std::any_of(emit.join.begin(), emit.join.end(), cuts);
}

std::vector<Field> fields_of(const Rule& rule) {
  std::vector<Field> fields;
  for (const Emit& emit : rule.emits) {
    if (emit.field) fields.push_back(*emit.field);
    if (!emit.field)
      fields.insert(fields.end(),
                    {Field::kGuestCount, Field::kAdults, Field::kChildren, Field::kInfants, Field::kPets});
  }
  return fields;
}

/// The order of all-numeric dates that the mail itself tells. The signal "locale" is the platform's word for the
/// template's language; Content-Language is believed only with a region, since systems everywhere write "en".
DateOrder mail_order(PartTexts& texts, const Locales& words) {
  if (const PartText* locale = texts.get({PartKind::kSignal, "locale"}))
    if (const DateOrder order = words.numeric_order(locale->text); order != DateOrder::kUnset) return order;
  const auto language = texts.mail().header("Content-Language");
  return language.find_first_of("-_") == std::string_view::npos ? DateOrder::kUnset : words.numeric_order(language);
}

}  // namespace

RuleRun::RuleRun(const Budgets& budgets, const Locales& words, PartTexts& texts, Trace* trace)
    : budgets_(budgets),
      words_(words),
      texts_(texts),
      trace_(trace),
      deadline_(reading_time() + std::chrono::milliseconds(budgets.milliseconds)) {}

void RuleRun::run(const Pack& pack) {
  context_ = {.locales = &pack.locales,
              .names = &words_,
              .order = pack.date_order != DateOrder::kUnset ? pack.date_order : mail_order(texts_, words_),
              .currency = pack.currency,
              .received = texts_.mail().written(),
              .received_known = texts_.mail().received_from() != mail::ReceivedFrom::kAssumed};
  if (trace_ != nullptr)
    trace_->overrides.insert(trace_->overrides.end(), pack.overrides.begin(), pack.overrides.end());
  for (const auto& [ref, rules] : pack.rules_of_part) run_part(pack, ref, rules);
}

void RuleRun::run_part(const Pack& pack, const PartRef& ref, const RuleNumbers& rules) {
  if (ref.kind == PartKind::kLabel) return run_label(pack, ref, rules);
  const PartText* part = texts_.get(ref);
  if (part == nullptr) return say_of_all(pack, ref, rules, TraceStep::Outcome::kNoPart, {});
  std::string_view text = part->text;
  if (text.size() > budgets_.part_bytes) {
    budget_problem_ =
        fmt::format("the {} is longer than {} bytes; the rest was not read", to_string(ref), budgets_.part_bytes);
    text = text.substr(0, budgets_.part_bytes);
  }
  for (const std::size_t index : rules) {
    const Rule& rule = pack.rules[index];
    if (rule.disabled) {
      step(pack, rule, TraceStep::Outcome::kDisabled, ref, {}, rule.override_reason);
    } else if (const auto first = first_match(rule, text, *part)) {
      if (out_of_budget()) return;  // few rules match, and to read the clock is a system call
      run_rule(pack, rule, ref, *part, text, first);
    } else {
      step(pack, rule, TraceStep::Outcome::kNoMatch, ref, {}, rule.override_reason);
    }
  }
}

/// Runs the rules for a label over each of its values. What they match is a stretch of text or html, as if they had
/// been written for that part.
void RuleRun::run_label(const Pack& pack, const PartRef& ref, const RuleNumbers& rules) {
  for (const PartTexts::Labelled& one : texts_.labels()) {
    if (one.found.label != ref.name) continue;
    const PartText* part = texts_.get(one.part);
    const Span value = one.found.value;
    if (part == nullptr || value.end > budgets_.part_bytes) continue;
    const std::string_view text = std::string_view(part->text).substr(value.begin, value.size());
    for (const std::size_t index : rules) {
      if (out_of_budget()) return;
      const Rule& rule = pack.rules[index];
      run_rule(pack, rule, one.part, *part, text, first_match(rule, text, *part), value.begin);
    }
  }
  if (trace_ == nullptr) return;
  std::string beside;
  for (const PartTexts::Labelled& one : texts_.labels())
    if (const PartText* part = texts_.get(one.part); one.found.label == ref.name && part != nullptr)
      beside += (beside.empty() ? "" : " | ") +
                std::string(part->text.substr(one.found.value.begin, std::min(one.found.value.size(), kShownBytes)));
  say_of_all(pack, ref, rules, beside.empty() ? TraceStep::Outcome::kNoPart : TraceStep::Outcome::kNoMatch, beside);
}

/// Says the same of all rules for a part that have no step yet.
void RuleRun::say_of_all(const Pack& pack, const PartRef& ref, const RuleNumbers& rules, TraceStep::Outcome outcome,
                         const std::string& detail) {
  if (trace_ == nullptr) return;
  for (const std::size_t index : rules) {
    const Rule& rule = pack.rules[index];
    const bool tried = std::any_of(trace_->steps.begin(), trace_->steps.end(), [&](const TraceStep& one) {
      return one.rule == rule.id && one.outcome != TraceStep::Outcome::kNoPart;
    });
    if (!tried) step(pack, rule, rule.disabled ? TraceStep::Outcome::kDisabled : outcome, ref, {}, detail);
  }
}

void RuleRun::run_rule(const Pack& pack, const Rule& rule, const PartRef& ref, const PartText& part,
                       std::string_view text, std::optional<Match> match, std::size_t begin) {
  const StageScope stage(ReadingStage::kMatch);
  const RuleScope timed(rule.id);
  if (rule.disabled) return step(pack, rule, TraceStep::Outcome::kDisabled, ref, {}, rule.override_reason);
  if (rule.when && !holds(*rule.when, texts_))
    return step(pack, rule, TraceStep::Outcome::kNoMatch, ref, {}, "its `when` does not hold");
  for (std::size_t count = 0; count < budgets_.matches_a_rule; ++count) {
    if (!match) return;
    const std::size_t at = std::max(match->spans[0].end, match->spans[0].begin + 1);
    for (Span& span : match->spans)
      if (span.begin != Match::npos) span = {span.begin + begin, span.end + begin};
    if (!take_match(pack, rule, ref, part, *match)) return;
    match = rule.re.find(text, at, part.words);
  }
  budget_problem_ = fmt::format("rule {} matched more than {} times", rule.id, budgets_.matches_a_rule);
}

/// False: the mail's budget is used up.
bool RuleRun::take_match(const Pack& pack, const Rule& rule, const PartRef& ref, const PartText& part,
                         const Match& match) {
  const Span span = match.spans[0];
  const Speaker speaker = part.speaker(span);
  if (std::find(rule.speakers.begin(), rule.speakers.end(), speaker) == rule.speakers.end()) {
    step(pack, rule, TraceStep::Outcome::kWrongSpeaker, ref, span, fmt::format("spoken by the {}", name(speaker)));
    return true;
  }
  if (const Veto* veto = vetoed(rule, span, part, texts_)) {
    step(pack, rule, TraceStep::Outcome::kVetoed, ref, span, fmt::format("rejected by /{}/", veto->re.expression()));
    return true;
  }
  bool any = false;
  std::string refusal;
  for (const Emit& one : rule.emits) any = emit(pack, rule, ref, part, match, one, refusal) || any;
  if (any && rule.stay) ++stays_;
  std::string detail(part.text.substr(span.begin, std::min<std::size_t>(span.size(), kShownBytes)));
  if (!any && !refusal.empty()) detail += fmt::format(" ({})", refusal);
  step(pack, rule, any ? TraceStep::Outcome::kMatched : TraceStep::Outcome::kUnreadable, ref, span, std::move(detail));
  return !out_of_budget();
}

bool RuleRun::emit(const Pack& pack, const Rule& rule, const PartRef& ref, const PartText& part, const Match& match,
                   const Emit& emit, std::string& refusal) {
  auto [span, captured] = captured_of(emit, match, part.text);
  if (span.begin == Match::npos) return false;
  if (reads_date(emit)) {
    const DateBounds bounds = date_bounds(part.text, span, pack.locales);
    if (bounds.unclear) refusal = "a number on either side of the month could be the day";
    if (bounds.unclear) return false;
    span = bounds.span;
    captured = std::string(part.text.substr(span.begin, span.size()));
  } else if (reads_number(emit) && cuts_number(part.text, span)) {
    refusal = "it is cut out of a longer number";
    return false;
  }
  const bool words = emit.reading == Reading::kName || emit.reading == Reading::kParty;
  if (words && cuts_words(emit, match, part.text)) {
    refusal = "it is cut out of a longer word";
    return false;
  }
  auto values = read_values(emit, captured, context_, &refusal);
  for (ReadValue& read : values) {
    Evidence evidence{.rule = rule.id,
                      .pack = pack.id,
                      .pack_hash = pack.hash,
                      .part = ref,
                      .span = span,
                      .raw = part.offsets != nullptr ? part.offsets->raw(span) : span,
                      .captured = captured,
                      .confidence = rule.confidence,
                      .group = 0};
    Sighting sighting{.field = read.field,
                      .value = std::move(read.value),
                      .evidence = std::move(evidence),
                      .year_guessed = read.year_guessed,
                      .doubt = std::move(read.doubt),
                      .stay = rule.stay ? stays_ : Sighting::kNoStay,
                      .only_if = read.only_if,
                      .shows = read.shows,
                      .dropped = false,
                      .drop_reason = {}};
    sightings_.push_back(std::move(sighting));
  }
  return !values.empty();
}

void RuleRun::step(const Pack& pack, const Rule& rule, TraceStep::Outcome outcome, const PartRef& ref, Span span,
                   std::string detail) {
  if (trace_ != nullptr)
    trace_->steps.push_back({pack.id, rule.id, outcome, ref, span, std::move(detail), fields_of(rule)});
}

bool RuleRun::out_of_budget() {
  if (sightings_.size() > budgets_.facts)
    budget_problem_ = fmt::format("more than {} values were put forward", budgets_.facts);
  else if (reading_time() > deadline_)
    budget_problem_ = fmt::format("reading took longer than {} ms", budgets_.milliseconds);
  else
    return false;
  return true;
}

}  // namespace connections::rules
