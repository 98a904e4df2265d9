#include "rules/evaluation/pooling.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "model/unicode.h"
#include "rules/values/name_reader.h"

namespace connections::rules {
namespace {

Confidence weight(const Sighting& sighting) {
  const double factor = sighting.doubt.empty() ? 1.0 : kDoubtWeight;
  return Confidence(sighting.evidence.confidence.value() * factor);
}

bool dependent(const Evidence& a, const Evidence& b) {
  if (a.rule == b.rule) return true;  // text and HTML twins, and repeats: one rule errs the same way everywhere
  return a.part == b.part && a.span.overlaps(b.span);
}

/// Numbers the groups of dependent evidence, transitively.
void group(std::vector<Evidence>& evidence) {
  for (std::size_t i = 0; i < evidence.size(); ++i) evidence[i].group = i;
  for (std::size_t i = 0; i < evidence.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      if (evidence[i].group == evidence[j].group || !dependent(evidence[i], evidence[j])) continue;
      const std::size_t from = evidence[i].group, to = evidence[j].group;
      for (Evidence& one : evidence)
        if (one.group == from) one.group = to;
    }
}

Confidence pooled(const std::vector<Evidence>& evidence) {
  std::map<std::size_t, Confidence> strongest;
  for (const Evidence& one : evidence) strongest[one.group] = std::max(strongest[one.group], one.confidence);
  std::vector<Confidence> groups;
  for (const auto& [number, confidence] : strongest) groups.push_back(confidence);
  return noisy_or(groups);
}

bool is_capitals(const Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text != nullptr && unicode::is_all_capitals(*text);
}

/// Candidates of equal values. Where spellings differ only in case, the one that is not all capitals is shown:
/// a mail's plain text shouts what its HTML writes.
std::vector<Candidate> gather(const std::vector<const Sighting*>& sightings) {
  std::vector<Candidate> candidates;
  for (const Sighting* sighting : sightings) {
    auto same = std::find_if(candidates.begin(), candidates.end(),
                             [&](const Candidate& candidate) { return same_value(candidate.value, sighting->value); });
    if (same == candidates.end())
      same = candidates.insert(candidates.end(), Candidate{sighting->value, {}, {}, {}});
    else if (is_capitals(same->value) && !is_capitals(sighting->value))
      same->value = sighting->value;
    same->evidence.push_back(sighting->evidence);
    same->evidence.back().confidence = weight(*sighting);
  }
  return candidates;
}

/// "Ada" supports "Ada Example" where that is the only longer name: a first name is not a rival of its own full name.
void lend_first_names(std::vector<Candidate>& candidates) {
  for (std::size_t i = candidates.size(); i-- > 0;) {
    Candidate* longer = nullptr;
    std::size_t count = 0;
    for (Candidate& other : candidates)
      if (is_start_of_name(std::get<std::string>(candidates[i].value), std::get<std::string>(other.value)))
        longer = &other, ++count;
    if (count != 1) continue;
    longer->evidence.insert(longer->evidence.end(), candidates[i].evidence.begin(), candidates[i].evidence.end());
    candidates.erase(candidates.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

void compete(std::vector<Candidate>& candidates) {
  std::vector<Confidence> pools;
  for (Candidate& candidate : candidates) {
    group(candidate.evidence);
    candidate.pooled = pooled(candidate.evidence);
    pools.push_back(candidate.pooled);
  }
  const auto shares = resolve(pools);
  for (std::size_t i = 0; i < candidates.size(); ++i) candidates[i].share = shares[i];
  std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return a.share != b.share ? a.share > b.share : to_string(a.value) < to_string(b.value);
  });
}

}  // namespace

std::string dispute(const std::vector<Candidate>& candidates, const Budgets& budgets) {
  const double best = candidates.front().share.value();
  if (candidates.size() > 1 && best - candidates[1].share.value() < budgets.margin)
    return fmt::format("\"{}\" speaks nearly as strongly ({:.3f} against {:.3f})", to_string(candidates[1].value),
                       candidates[1].share.value(), best);
  if (best < budgets.accept_at) return fmt::format("confidence {:.3f} is below {:.2f}", best, budgets.accept_at);
  return {};
}

Fact pool(Field field, const std::vector<const Sighting*>& sightings, const Budgets& budgets) {
  Fact fact{.field = field,
            .value = {},
            .confidence = {},
            .state = FactState::kAccepted,
            .reason = {},
            .candidates = gather(sightings)};
  if (field == Field::kGuestName) lend_first_names(fact.candidates);
  compete(fact.candidates);
  fact.value = fact.candidates.front().value;
  fact.confidence = fact.candidates.front().share;
  fact.reason = dispute(fact.candidates, budgets);
  if (!fact.reason.empty()) {
    fact.state = FactState::kDisputed;
    for (const Sighting* sighting : sightings)
      if (!sighting->doubt.empty() && same_value(sighting->value, fact.value)) fact.reason = sighting->doubt;
  }
  return fact;
}

}  // namespace connections::rules
