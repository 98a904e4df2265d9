#include "store/tables/decision_json.h"

#include "store/sql/json_reader.h"

namespace connections::store {
namespace {

nlohmann::json term_json(const Term& term) {
  return {{"what", text_json(term.what)}, {"weight", number_json(term.weight)}, {"detail", text_json(term.detail)}};
}

nlohmann::json candidate_json(const CandidateMatch& candidate) {
  return {{"booking", candidate.booking.value},
          {"score", number_json(candidate.score)},
          {"terms", array_json(candidate.terms, term_json)},
          {"veto", text_json(candidate.veto)}};
}

nlohmann::json reason_json(const Reason& reason) {
  return {{"code", text_json(reason.code)}, {"message", text_json(reason.message)}};
}

std::optional<Verdict> parse_verdict(std::string_view word) {
  for (const Verdict verdict : {Verdict::kUpdate, Verdict::kReview, Verdict::kWait, Verdict::kIgnore})
    if (name(verdict) == word) return verdict;
  return std::nullopt;
}

Term term_of(const nlohmann::json& json) {
  return {text_in(json, "what"), number_in(json, "weight"), text_in(json, "detail")};
}

CandidateMatch candidate_of(const nlohmann::json& json) {
  return {BookingId{text_in(json, "booking")}, number_in(json, "score"), read_all(list_in(json, "terms"), term_of),
          text_in(json, "veto")};
}

Reason reason_of(const nlohmann::json& json) { return {text_in(json, "code"), text_in(json, "message")}; }

std::optional<int> maybe_count(const nlohmann::json& json, const char* key) {
  if (member(json, key).is_null()) return std::nullopt;
  return static_cast<int>(size_in(json, key));
}

}  // namespace

nlohmann::json to_json(const std::vector<Reason>& reasons) { return array_json(reasons, reason_json); }

nlohmann::json to_json(const std::vector<CandidateMatch>& candidates) { return array_json(candidates, candidate_json); }

nlohmann::json to_json(const Decision& decision) {
  nlohmann::json out{{"verdict", name(decision.verdict)},
                     {"booking", decision.booking.value},
                     {"enrichment_reason", text_json(decision.enrichment_reason)},
                     {"confidence", decision.confidence.value()},
                     {"guest_name", nullptr},
                     {"guest_count", nullptr},
                     {"reasons", to_json(decision.reasons)},
                     {"candidates", to_json(decision.candidates)}};
  if (decision.guest_name) out["guest_name"] = text_json(*decision.guest_name);
  if (decision.guest_count) out["guest_count"] = *decision.guest_count;
  return out;
}

Result<Decision> decision_from_json(const nlohmann::json& json) {
  return read_json([&] {
    Decision out;
    out.verdict = word_in(json, "verdict", parse_verdict);
    out.booking = BookingId{text_in(json, "booking")};
    out.enrichment_reason = text_in(json, "enrichment_reason");
    out.confidence = Confidence(number_in(json, "confidence"));
    if (!member(json, "guest_name").is_null()) out.guest_name = text_in(json, "guest_name");
    out.guest_count = maybe_count(json, "guest_count");
    out.reasons = read_all(list_in(json, "reasons"), reason_of);
    out.candidates = read_all(list_in(json, "candidates"), candidate_of);
    return out;
  });
}

}  // namespace connections::store
