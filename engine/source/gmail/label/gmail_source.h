#pragma once

#include <memory>

#include "source/gmail/api/gmail_access.h"
#include "source/source.h"

namespace connections::source {

/// A label of a Gmail mailbox. The label and where to start are given with each call (source.h: SyncPosition).
///
/// Cost of one changes(): history.list alone if nothing happened to the label; labels.list besides when the label was
/// never verified, something happened to it, history failed, the last look is kLabelCheck old, or the caller asks;
/// a listing of the whole label at first, when the cursor is too old, and once in kReconcile.
[[nodiscard]] std::unique_ptr<Source> make_gmail_source(GmailAccess access);

/// A deleted or renamed label is noticed within this time even if no mail of it moves. Checking costs one unit.
inline constexpr std::chrono::minutes kLabelCheck{15};
/// History was seen to miss mails; a listing of the whole label finds them. 500 ids cost 5 units.
inline constexpr std::chrono::hours kReconcile{24};

}  // namespace connections::source
