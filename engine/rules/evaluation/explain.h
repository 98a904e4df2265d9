#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "mail/mail.h"
#include "model/extraction.h"
#include "rules/evaluation/trace.h"

namespace connections::rules {

/// Why a mail was read as it was, for a person: which pack took it, which rule read which bytes, who spoke there,
/// and the arithmetic of every confidence. The printed terms give the stored number exactly.
[[nodiscard]] std::string explain_text(const Extraction& extraction, const Trace& trace, const mail::Mail& mail);
/// The short form for who writes rules: kind, each fact with its rules and what they captured, and the rules that
/// matched and were refused.
[[nodiscard]] std::string tried_text(const Extraction& extraction, const Trace& trace);
[[nodiscard]] nlohmann::ordered_json explain_json(const Extraction& extraction, const Trace& trace,
                                                  const mail::Mail& mail);

}  // namespace connections::rules
