#include "rules/evaluation/explain.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/value.h"
#include "rules/evaluation/explain_absent.h"
#include "rules/evaluation/explain_arithmetic.h"

namespace connections::rules {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kShownCapture = 60;

std::string shown(std::string_view text) {
  std::string one_line = fold(text).empty() ? std::string() : std::string(text);
  for (char& c : one_line)
    if (static_cast<unsigned char>(c) < ' ') c = ' ';
  if (one_line.size() <= kShownCapture) return one_line;
  std::size_t cut = kShownCapture;
  while (cut > 0 && (static_cast<unsigned char>(one_line[cut]) & 0xC0) == 0x80) --cut;
  return one_line.substr(0, cut) + "…";
}

std::string_view word(FactState state) { return state == FactState::kAccepted ? "accepted" : "DISPUTED"; }

void append_evidence(std::string& out, const Candidate& candidate) {
  for (const Evidence& one : candidate.evidence)
    out += fmt::format("        group {}  {}  {}  {} bytes {}–{} (raw {}–{})  \"{}\"\n", one.group + 1,
                       shortest(one.confidence.value()), one.rule, to_string(one.part), one.span.begin, one.span.end,
                       one.raw.begin, one.raw.end, shown(one.captured));
}

void append_fact(std::string& out, const Fact& fact) {
  out += fmt::format("  {} = {}   {} {}\n", name(fact.field), to_string(fact.value), word(fact.state),
                     shortest(fact.confidence.value()));
  if (!fact.reason.empty()) out += fmt::format("    because {}\n", fact.reason);
  for (const Candidate& candidate : fact.candidates) {
    out += fmt::format("    \"{}\"\n", to_string(candidate.value));
    append_evidence(out, candidate);
    out += fmt::format("        pooled {}\n", pooled_terms(candidate));
  }
  out += fmt::format("    share  {}\n", share_terms(fact));
}

void append_steps(std::string& out, const Trace& trace) {
  out += "\nrules that yielded nothing\n";
  bool any = false;
  for (const TraceStep& step : trace.steps) {
    if (step.outcome == TraceStep::Outcome::kMatched || step.outcome == TraceStep::Outcome::kNoMatch ||
        step.outcome == TraceStep::Outcome::kNoPart)
      continue;
    any = true;
    out += fmt::format("  {}  {} in {} at {}: {}\n", step.rule, name(step.outcome), to_string(step.part),
                       step.span.begin, shown(step.detail));
  }
  if (!any) out += "  none was vetoed, spoken by another or unreadable\n";
}

void append_selection(std::string& out, const Trace& trace) {
  out += "\npacks\n";
  for (const TraceSelection& one : trace.selections)
    if (one.selected)
      out += fmt::format("  {}  takes it with {}: {}\n", one.pack, shortest(one.confidence), one.detail);
  for (const TraceSelection& one : trace.selections)
    if (!one.selected) out += below(fmt::format("  {}  does not: ", one.pack), one.detail);
}

ordered_json evidence_json(const Evidence& one) {
  return {{"rule", one.rule},           {"pack", one.pack},
          {"pack_hash", one.pack_hash}, {"part", to_string(one.part)},
          {"begin", one.span.begin},    {"end", one.span.end},
          {"raw_begin", one.raw.begin}, {"raw_end", one.raw.end},
          {"captured", one.captured},   {"confidence", one.confidence.value()},
          {"group", one.group}};
}

ordered_json fact_json(const Fact& fact) {
  ordered_json candidates = ordered_json::array();
  for (const Candidate& candidate : fact.candidates) {
    ordered_json evidence = ordered_json::array();
    for (const Evidence& one : candidate.evidence) evidence.push_back(evidence_json(one));
    candidates.push_back({{"value", to_string(candidate.value)},
                          {"pooled", candidate.pooled.value()},
                          {"pooled_terms", pooled_terms(candidate)},
                          {"share", candidate.share.value()},
                          {"evidence", std::move(evidence)}});
  }
  return {{"field", name(fact.field)},
          {"value", to_string(fact.value)},
          {"confidence", fact.confidence.value()},
          {"state", fact.state == FactState::kAccepted ? "accepted" : "disputed"},
          {"reason", fact.reason},
          {"share_terms", share_terms(fact)},
          {"candidates", std::move(candidates)}};
}

}  // namespace

std::string explain_text(const Extraction& extraction, const Trace& trace, const mail::Mail& mail) {
  std::string out =
      fmt::format("from      {} <{}>\nreceived  {}\nsender    {}: {}\n", mail.from().name, mail.from().address,
                  to_rfc3339(mail.received()), name(mail.auth().state), mail.auth().reason);
  if (mail.forwarded())
    out +=
        fmt::format("forwarded by hand ({} style); what follows is about the quoted mail\n", mail.forwarded()->style);
  out += fmt::format("platform  {}\nparser    {}\nkind      {}{}{}  {}  may {}\n          {}\n",
                     extraction.platform.empty() ? "none" : extraction.platform, extraction.parser_version,
                     name(extraction.kind), extraction.subkind.empty() ? "" : "/", extraction.subkind,
                     shortest(extraction.kind_confidence.value()), name(extraction.may), extraction.kind_reason);
  for (const Problem& problem : extraction.problems)
    out += fmt::format("problem   {}: {}\n", problem.code, problem.message);
  out += "\nfacts\n";
  for (const Fact& fact : extraction.facts) append_fact(out, fact);
  if (extraction.facts.empty()) out += "  none\n";
  for (std::size_t i = 0; i < extraction.stays.size(); ++i) {
    out += fmt::format("\nstay {} of {}\n", i + 1, extraction.stays.size());
    for (const Fact& fact : extraction.stays[i].facts)
      out += fmt::format("  {} = {}   {} {}\n", name(fact.field), to_string(fact.value), word(fact.state),
                         shortest(fact.confidence.value()));
  }
  if (extraction.platform.empty()) append_claims(out, trace);
  append_selection(out, trace);
  append_absent(out, extraction, trace);
  append_steps(out, trace);
  if (!trace.overrides.empty()) out += "\nchanged by this site\n";
  for (const std::string& sentence : trace.overrides) out += fmt::format("  {}\n", sentence);
  return out;
}

std::string tried_text(const Extraction& extraction, const Trace& trace) {
  std::string out = fmt::format(
      "{}  {}{}{}  may {}\n  {}\n", extraction.platform.empty() ? "none" : extraction.platform, name(extraction.kind),
      extraction.subkind.empty() ? "" : "/", extraction.subkind, name(extraction.may), extraction.kind_reason);
  for (const Problem& problem : extraction.problems)
    out += below(fmt::format("problem  {}: ", problem.code), problem.message);
  if (extraction.platform.empty()) append_claims(out, trace);
  out += "\n";
  for (const Fact& fact : extraction.facts) {
    out += fmt::format("{} = {}{}\n", name(fact.field), to_string(fact.value),
                       fact.state == FactState::kAccepted ? "" : "   DISPUTED: " + fact.reason);
    for (const Candidate& candidate : fact.candidates)
      for (const Evidence& one : candidate.evidence)
        out += below(fmt::format("    {}  ", one.rule), fmt::format("\"{}\"", shown(one.captured)));
  }
  if (extraction.facts.empty()) out += "no fact was read\n";
  append_absent(out, extraction, trace);
  append_steps(out, trace);
  return out;
}

ordered_json explain_json(const Extraction& extraction, const Trace& trace, const mail::Mail& mail) {
  ordered_json facts = ordered_json::array(), stays = ordered_json::array(), problems = ordered_json::array(),
               steps = ordered_json::array(), selections = ordered_json::array();
  for (const Fact& fact : extraction.facts) facts.push_back(fact_json(fact));
  for (const Stay& stay : extraction.stays) {
    ordered_json of_stay = ordered_json::array();
    for (const Fact& fact : stay.facts) of_stay.push_back(fact_json(fact));
    stays.push_back(std::move(of_stay));
  }
  for (const Problem& problem : extraction.problems)
    problems.push_back({{"code", problem.code}, {"message", problem.message}});
  for (const TraceStep& step : trace.steps)
    steps.push_back({{"rule", step.rule},
                     {"outcome", name(step.outcome)},
                     {"part", to_string(step.part)},
                     {"begin", step.span.begin},
                     {"end", step.span.end},
                     {"detail", step.detail}});
  for (const TraceSelection& one : trace.selections)
    selections.push_back(
        {{"pack", one.pack}, {"selected", one.selected}, {"confidence", one.confidence}, {"detail", one.detail}});
  return {{"from", mail.from().address},
          {"received", to_rfc3339(mail.received())},
          {"authentication", {{"state", name(mail.auth().state)}, {"reason", mail.auth().reason}}},
          {"forwarded", mail.forwarded() ? ordered_json(mail.forwarded()->style) : ordered_json(nullptr)},
          {"platform", extraction.platform},
          {"parser", extraction.parser_version},
          {"rule_book", extraction.rule_book},
          {"kind", name(extraction.kind)},
          {"subkind", extraction.subkind},
          {"kind_confidence", extraction.kind_confidence.value()},
          {"kind_reason", extraction.kind_reason},
          {"may", name(extraction.may)},
          {"facts", std::move(facts)},
          {"stays", std::move(stays)},
          {"problems", std::move(problems)},
          {"claims", claims_json(trace)},
          {"packs", std::move(selections)},
          {"absent", absent_json(extraction, trace)},
          {"steps", std::move(steps)},
          {"overrides", trace.overrides}};
}

}  // namespace connections::rules
