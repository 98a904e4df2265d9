#include "sync/reread/reading_diff.h"

#include <algorithm>

namespace connections::sync {
namespace {

constexpr std::string_view kDisputed = "disputed: ";

bool is_accepted(const std::string& text) { return !text.empty() && !text.starts_with(kDisputed); }

std::string text_of(const Fact* fact) {
  if (fact == nullptr) return {};
  return (fact->state == FactState::kDisputed ? std::string(kDisputed) : std::string()) + to_string(fact->value);
}

bool same_fact(const Fact& a, const Fact& b) {
  return a.field == b.field && a.value == b.value && a.state == b.state && a.confidence == b.confidence;
}

}  // namespace

FieldDiff::Change FieldDiff::change() const {
  const bool had = is_accepted(before), has = is_accepted(after);
  return had == has ? Change::kChanged : has ? Change::kGained : Change::kLost;
}

std::string_view name(FieldDiff::Change change) noexcept {
  static constexpr std::array<std::string_view, 3> kNames{"gained", "lost", "changed"};
  return kNames[static_cast<std::size_t>(change)];
}

std::vector<FieldDiff> differences(const Extraction& before, const Extraction& after) {
  std::vector<FieldDiff> diffs;
  if (before.kind != after.kind)
    diffs.push_back({"kind", std::string(name(before.kind)), std::string(name(after.kind))});
  for (const FieldInfo& one : all_fields()) {
    std::string was = text_of(before.find(one.field)), is = text_of(after.find(one.field));
    if (was != is) diffs.push_back({std::string(one.name), std::move(was), std::move(is)});
  }
  return diffs;
}

bool reads_alike(const Extraction& before, const Extraction& after) {
  const auto same_problem = [](const Problem& a, const Problem& b) { return a.code == b.code; };
  return before.platform == after.platform && before.kind == after.kind && before.subkind == after.subkind &&
         before.may == after.may && std::ranges::equal(before.facts, after.facts, same_fact) &&
         std::ranges::equal(before.problems, after.problems, same_problem);
}

void ReadingTally::add(const std::vector<FieldDiff>& diffs) {
  for (const FieldDiff& one : diffs) ++fields_[one.field][static_cast<std::size_t>(one.change())];
}

}  // namespace connections::sync
