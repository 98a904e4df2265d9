#include "store/tables/extraction_json.h"

#include "store/sql/json_reader.h"

namespace connections::store {
namespace {

nlohmann::json span_json(Span span) { return nlohmann::json::array({span.begin, span.end}); }

nlohmann::json evidence_json(const Evidence& evidence) {
  return {{"rule", text_json(evidence.rule)},
          {"pack", text_json(evidence.pack)},
          {"pack_hash", text_json(evidence.pack_hash)},
          {"part", text_json(to_string(evidence.part))},
          {"span", span_json(evidence.span)},
          {"raw", span_json(evidence.raw)},
          {"captured", text_json(evidence.captured)},
          {"confidence", evidence.confidence.value()},
          {"group", evidence.group}};
}

nlohmann::json candidate_json(const Candidate& candidate) {
  return {{"value", text_json(to_string(candidate.value))},
          {"pooled", candidate.pooled.value()},
          {"share", candidate.share.value()},
          {"evidence", array_json(candidate.evidence, evidence_json)}};
}

nlohmann::json stay_json(const Stay& stay) {
  return {{"facts", array_json(stay.facts, [](const Fact& fact) { return to_json(fact); })}};
}

nlohmann::json problem_json(const Problem& problem) {
  return {{"code", text_json(problem.code)}, {"message", text_json(problem.message)}};
}

Span span_of(const nlohmann::json& object, const char* key) {
  const nlohmann::json& pair = list_in(object, key);
  if (pair.size() != 2) throw JsonMismatch(std::string("\"") + key + "\" is not a pair");
  return {pair.at(0).get<std::size_t>(), pair.at(1).get<std::size_t>()};
}

Confidence confidence_of(const nlohmann::json& object, const char* key) { return Confidence(number_in(object, key)); }

/// Text and codes stand as they are, so that spaces at an end survive.
Value value_of(const nlohmann::json& object, Field field) {
  const ValueKind kind = info(field).kind;
  const std::string text = text_in(object, "value");
  if (kind == ValueKind::kText || kind == ValueKind::kCode) return text;
  const auto value = parse_value(kind, text);
  if (!value) throw JsonMismatch("\"" + text + "\" is no value of " + std::string(name(field)));
  return *value;
}

Evidence evidence_of(const nlohmann::json& json) {
  Evidence out;
  out.rule = text_in(json, "rule");
  out.pack = text_in(json, "pack");
  out.pack_hash = text_in(json, "pack_hash");
  out.part = word_in(json, "part", parse_part);
  out.span = span_of(json, "span");
  out.raw = span_of(json, "raw");
  out.captured = text_in(json, "captured");
  out.confidence = confidence_of(json, "confidence");
  out.group = size_in(json, "group");
  return out;
}

Candidate candidate_of(const nlohmann::json& json, Field field) {
  Candidate out;
  out.value = value_of(json, field);
  out.pooled = confidence_of(json, "pooled");
  out.share = confidence_of(json, "share");
  out.evidence = read_all(list_in(json, "evidence"), evidence_of);
  return out;
}

std::optional<FactState> parse_state(std::string_view word) {
  if (word == "accepted") return FactState::kAccepted;
  if (word == "disputed") return FactState::kDisputed;
  return std::nullopt;
}

Fact fact_of(const nlohmann::json& json) {
  Fact out{};
  out.field = word_in(json, "field", parse_field);
  out.value = value_of(json, out.field);
  out.confidence = confidence_of(json, "confidence");
  out.state = word_in(json, "state", parse_state);
  out.reason = text_in(json, "reason");
  out.candidates = read_all(list_in(json, "candidates"),
                            [&](const nlohmann::json& candidate) { return candidate_of(candidate, out.field); });
  return out;
}

Stay stay_of(const nlohmann::json& json) { return {read_all(list_in(json, "facts"), fact_of)}; }

Problem problem_of(const nlohmann::json& json) { return {text_in(json, "code"), text_in(json, "message")}; }

}  // namespace

nlohmann::json to_json(const Fact& fact) {
  return {{"field", name(fact.field)},
          {"value", text_json(to_string(fact.value))},
          {"confidence", fact.confidence.value()},
          {"state", fact.state == FactState::kAccepted ? "accepted" : "disputed"},
          {"reason", text_json(fact.reason)},
          {"candidates", array_json(fact.candidates, candidate_json)}};
}

nlohmann::json to_json(const Extraction& extraction) {
  return {{"platform", text_json(extraction.platform)},
          {"parser_version", text_json(extraction.parser_version)},
          {"rule_book", text_json(extraction.rule_book)},
          {"kind", name(extraction.kind)},
          {"kind_confidence", extraction.kind_confidence.value()},
          {"kind_reason", text_json(extraction.kind_reason)},
          {"subkind", text_json(extraction.subkind)},
          {"may", name(extraction.may)},
          {"facts", array_json(extraction.facts, [](const Fact& fact) { return to_json(fact); })},
          {"stays", array_json(extraction.stays, stay_json)},
          {"problems", array_json(extraction.problems, problem_json)}};
}

Result<Extraction> extraction_from_json(const nlohmann::json& json) {
  return read_json([&] {
    Extraction out;
    out.platform = text_in(json, "platform");
    out.parser_version = text_in(json, "parser_version");
    out.rule_book = text_in(json, "rule_book");
    out.kind = word_in(json, "kind", parse_kind);
    out.kind_confidence = confidence_of(json, "kind_confidence");
    out.kind_reason = text_in(json, "kind_reason");
    out.subkind = text_in(json, "subkind");
    out.may = word_in(json, "may", parse_permission);
    out.facts = read_all(list_in(json, "facts"), fact_of);
    out.stays = read_all(list_in(json, "stays"), stay_of);
    out.problems = read_all(list_in(json, "problems"), problem_of);
    return out;
  });
}

}  // namespace connections::store
