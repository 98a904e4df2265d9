#pragma once

#include <string>
#include <vector>

#include "model/error.h"
#include "source/gmail/api/gmail_caller.h"

namespace connections::source {

/// The ids of all mails under a label, each once, every page of it. Errors: kSourceFailed (the list is refused),
/// those of GmailCaller.
[[nodiscard]] Result<std::vector<std::string>> list_label(GmailCaller& caller, const std::string& label_id);

/// A position that is not after this moment, to be taken before a listing, so that what arrives meanwhile is in the
/// history from there. From users.getProfile; where that is missing (an emulator), from the newest mail. Empty if
/// there is none: then the next run lists again. Errors: those of GmailCaller.
[[nodiscard]] Result<std::string> mailbox_head(GmailCaller& caller);

}  // namespace connections::source
