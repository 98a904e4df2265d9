#pragma once

#include <optional>
#include <span>

#include "sync/decide_context.h"
#include "sync/story_input.h"

namespace connections::sync {

/// The note of a decided mail's row: the verdict and its reasons' codes.
[[nodiscard]] std::string note_of(const Decision& decision);

/// A mail whose stays a person rejected is shown again only if another stay could be meant.
[[nodiscard]] bool stays_rejected(const Decision& decision, const store::StoryRow& row);

/// Does what outcomes say, all in the caller's transaction: an UPDATE of each booking with its change row, names taken
/// back, and the review items and stages of all mails with one statement each. kConflict: a booking changed since
/// `input` was read.
[[nodiscard]] Result<void> act_on_outcomes(store::Transaction& app, const DecideContext& context,
                                           const std::optional<SyncRunId>& run, const StoryInput& input,
                                           std::span<const match::Outcome* const> outcomes);

}  // namespace connections::sync
