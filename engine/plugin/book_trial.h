#pragma once

#include <chrono>

#include "model/error.h"
#include "plugin/parsers.h"
#include "rules/language/load_rule_book.h"

namespace connections::plugin {

/// Most time that the trial of one book may take, on the wall: the shipped cases take some seconds on a busy machine.
inline constexpr std::chrono::seconds kTrialTime{60};

/// Runs every *.test.yaml of the rules folder against a book that is about to become active, through the parsers that
/// would run with it. A case that fails only because of an override of the site does not count: the site meant it and
/// gave its reason. A todo may pass.
///
/// Errors: kRulesInvalid (a test file is wrong), kRuleTestFailed (names cases and fields, never what a mail says),
/// kLimitExceeded (the time is over; nothing was found wrong until then).
[[nodiscard]] Result<void> try_book(Parsers parsers, const rules::LoadOptions& from,
                                    std::chrono::milliseconds most = kTrialTime);

}  // namespace connections::plugin
