#include "rules/evaluation/selection.h"

#include <algorithm>

#include "model/stage_clock.h"
#include "rules/evaluation/condition.h"
#include "rules/evaluation/condition_failure.h"

namespace connections::rules {
namespace {

/// A pack of another kind this near to the winner makes the kind unsure.
constexpr double kRivalMargin = 0.02;

struct Taker {
  const Pack* pack;
  Holds held;
  Confidence confidence;
};

/// Stronger first; among equals the more cautious permission (archive before review before enrich).
bool goes_first(const Taker& a, const Taker& b) {
  if (a.confidence != b.confidence) return a.confidence > b.confidence;
  if (a.pack->may != b.pack->may) return a.pack->may > b.pack->may;
  return a.pack->id < b.pack->id;
}

std::vector<Taker> takers(const Platform& platform, PartTexts& texts, Trace* trace) {
  std::vector<Taker> found;
  for (const Pack& pack : platform.packs) {
    if (!pack.runs_for.empty()) continue;
    auto held = holds(pack.select, texts);
    const Confidence confidence = held ? held->confidence.value_or(pack.confidence) : Confidence();
    if (trace != nullptr)
      trace->selections.push_back(
          {pack.id, held.has_value(), confidence.value(), held ? held->because : why_not(pack.select, texts)});
    if (held) found.push_back({&pack, std::move(*held), confidence});
  }
  std::sort(found.begin(), found.end(), goes_first);
  return found;
}

bool same_kind(const Pack& a, const Pack& b) { return a.kind == b.kind && a.subkind == b.subkind && a.may == b.may; }

}  // namespace

Selection select(const Platform& platform, PartTexts& texts, Trace* trace) {
  const StageScope stage(ReadingStage::kSelect);
  const std::vector<Taker> found = takers(platform, texts, trace);
  Selection selection;
  if (found.empty()) return selection;
  const Taker& first = found.front();
  selection.winner = first.pack;
  selection.confidence = first.confidence;
  selection.because = first.held.because;
  for (const Taker& taker : found) {
    if (same_kind(*taker.pack, *first.pack))
      selection.packs.push_back(taker.pack);
    else if (selection.rival.empty() && taker.pack->kind != first.pack->kind &&
             first.confidence.value() - taker.confidence.value() < kRivalMargin)
      selection.rival = taker.pack->id;
  }
  for (const Pack& pack : platform.packs) {
    const bool shared = std::find(pack.runs_for.begin(), pack.runs_for.end(), first.pack->kind) != pack.runs_for.end();
    if (shared && first.pack->subkind.empty() && holds(pack.select, texts)) selection.packs.push_back(&pack);
  }
  return selection;
}

}  // namespace connections::rules
