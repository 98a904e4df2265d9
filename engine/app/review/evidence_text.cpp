#include "app/review/evidence_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "store/tables/booking_store.h"
#include "store/tables/extraction_json.h"

namespace connections::app {

std::string text_or(const nlohmann::json& json, const char* key, const char* other) {
  const auto at = json.find(key);
  if (at == json.end() || at->is_null()) return other;
  return at->is_string() ? at->get<std::string>() : at->dump();
}

std::string mail_lines(const store::ArchivedMail& mail) {
  return fmt::format("mail      {}\nfrom      {}\nreceived  {}\n", mail.subject, mail.from_address,
                     mail.received_at ? to_rfc3339(*mail.received_at) : "–");
}

/// Each fact with the bytes that it was read from.
std::string fact_lines(const nlohmann::json& json) {
  const auto facts = store::extraction_from_json(json);
  if (!facts) return "  (what was read cannot be shown)\n";
  std::string lines;
  for (const Fact& fact : facts->facts) {
    lines += fmt::format("  {} = {}   confidence {:.3f}{}\n", name(fact.field), to_string(fact.value),
                         fact.confidence.value(), fact.reason.empty() ? "" : "; " + fact.reason);
    if (!fact.candidates.empty() && !fact.candidates.front().evidence.empty()) {
      const Evidence& best = fact.candidates.front().evidence.front();
      lines += fmt::format("      {}  \"{}\"\n", best.rule, best.captured);
    }
  }
  return lines;
}

std::string candidate_lines(store::Transaction& app, const nlohmann::json& candidates) {
  std::string lines;
  for (const auto& one : candidates) {
    const auto booking = store::find_booking(app, {text_or(one, "booking", "")});
    if (!booking) continue;
    const std::string veto = text_or(one, "veto", "");
    lines += fmt::format("  {}  {}  {} – {}  {:.1f} bits{}\n", booking->id.value.substr(0, 8), booking->property,
                         to_iso(booking->check_in), to_iso(booking->check_out), one.value("score", 0.0),
                         veto.empty() ? "" : "  against it: " + veto);
    for (const auto& term : one.value("terms", nlohmann::json::array()))
      lines += fmt::format("      {:+5.1f}  {}: {}\n", term.value("weight", 0.0), text_or(term, "what"),
                           text_or(term, "detail"));
  }
  return lines.empty() ? "  none\n" : lines;
}

}  // namespace connections::app
