#include "app/corpus/corpus_score.h"

#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "view/table.h"

namespace connections::app {
namespace {

using nlohmann::ordered_json;

/// Names and listings are text: case and white space do not count. All else is compared as printed.
bool same_text(const std::string& a, const std::string& b) { return fold(a) == fold(b); }

std::string deciding_rule(const Fact& fact) {
  if (fact.candidates.empty() || fact.candidates.front().evidence.empty()) return {};
  return fact.candidates.front().evidence.front().rule;
}

ordered_json to_json(const Tally& tally) {
  const auto rounded = [](double share) { return std::round(share * 10000) / 10000; };
  return {{"tp", tally.tp},
          {"fp", tally.fp},
          {"fn", tally.fn},
          {"precision", rounded(tally.precision())},
          {"recall", rounded(tally.recall())}};
}

}  // namespace

MailKind counted_kind(MailKind kind) noexcept { return kind == MailKind::kReminder ? MailKind::kOther : kind; }

void Score::add(const Truth& truth, const Extraction& extraction) {
  ++mails_;
  const MailKind got = counted_kind(extraction.kind);
  if (got == truth.kind) {
    ++kinds_correct_;
  } else {
    wrong_.push_back(
        {truth.file, "kind", std::string(name(truth.kind)), std::string(name(got)), extraction.kind_reason});
  }
  const bool is = truth.kind == MailKind::kConfirmed;
  const bool taken = got == MailKind::kConfirmed;
  if (is && taken) ++confirmed_.tp;
  if (is && !taken) ++confirmed_.fn;
  if (!is && taken) ++confirmed_.fp;

  for (const Field field : kScoredFields) add_field(truth, extraction, field);
}

void Score::add_field(const Truth& truth, const Extraction& extraction, Field field) {
  const auto known = truth.values.find(field);
  if (known == truth.values.end()) return;
  const std::optional<std::string>& expected = known->second;
  Tally& tally = fields_[field];
  const Fact* fact = extraction.find(field);
  const bool emitted = fact != nullptr && fact->state == FactState::kAccepted;
  const bool wanted = expected.has_value();
  if (emitted && wanted && same_text(to_string(fact->value), *expected)) {
    ++tally.tp;
    return;
  }
  if (!emitted && !wanted) return;
  if (emitted) ++tally.fp;
  if (wanted) ++tally.fn;
  std::string got = fact == nullptr ? std::string() : to_string(fact->value);
  if (fact != nullptr && !emitted) got = fmt::format("(disputed: {}) {}", fact->reason, got);
  wrong_.push_back({truth.file, std::string(name(field)), expected.value_or(""), std::move(got),
                    fact == nullptr ? std::string() : deciding_rule(*fact)});
}

ordered_json Score::to_json() const {
  ordered_json fields = ordered_json::object();
  for (const Field field : kScoredFields) {
    const auto found = fields_.find(field);
    fields[std::string(name(field))] = app::to_json(found == fields_.end() ? Tally{} : found->second);
  }
  ordered_json wrong = ordered_json::array();
  for (const Wrong& one : wrong_)
    wrong.push_back(
        {{"file", one.file}, {"field", one.field}, {"expected", one.expected}, {"got", one.got}, {"rule", one.rule}});
  return {{"mails", mails_},
          {"kind", {{"correct", kinds_correct_}, {"total", mails_}}},
          {"confirmed", {{"tp", confirmed_.tp}, {"fp", confirmed_.fp}, {"fn", confirmed_.fn}}},
          {"fields", std::move(fields)},
          {"wrong", std::move(wrong)}};
}

std::string Score::summary() const {
  view::Table table({"field", "right", "wrong", "missed", "precision", "recall"});
  const auto row = [&](std::string what, const Tally& tally) {
    table.add({std::move(what), std::to_string(tally.tp), std::to_string(tally.fp), std::to_string(tally.fn),
               fmt::format("{:.4f}", tally.precision()), fmt::format("{:.4f}", tally.recall())});
  };
  row("taken as confirmed", confirmed_);
  for (const Field field : kScoredFields)
    if (const auto found = fields_.find(field); found != fields_.end()) row(std::string(name(field)), found->second);

  return fmt::format("{} mails, kind right in {} of {}\n\n", mails_, kinds_correct_, mails_) + table.to_string();
}

std::string Score::to_text() const {
  std::string out = summary();
  if (wrong_.empty()) return out;
  view::Table wrong({"file", "field", "expected", "got", "decided by"});
  for (const Wrong& one : wrong_) wrong.add({one.file, one.field, one.expected, one.got, one.rule});
  return out + "\n" + wrong.to_string();
}

}  // namespace connections::app
