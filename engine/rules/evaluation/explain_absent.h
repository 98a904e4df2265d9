#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "model/extraction.h"
#include "rules/evaluation/trace.h"

namespace connections::rules {

/// The words of `text` behind `first`, broken at 80 columns; further lines begin below the text.
[[nodiscard]] std::string below(std::string_view first, std::string_view text);

/// For each field that has no value although rules of the packs that ran read it: how far each rule came. Rules that
/// found nothing to match share one line. Fields that only such rules read are named in one line.
void append_absent(std::string& out, const Extraction& extraction, const Trace& trace);
/// [{field, rules: [{rule, outcome, part, detail}]}]
[[nodiscard]] nlohmann::ordered_json absent_json(const Extraction& extraction, const Trace& trace);

/// Why no platform claims the mail, one line each.
void append_claims(std::string& out, const Trace& trace);
[[nodiscard]] nlohmann::ordered_json claims_json(const Trace& trace);  ///< [{platform, confidence, detail}]

}  // namespace connections::rules
