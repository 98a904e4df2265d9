#pragma once

#include <string>

#include "model/error.h"
#include "source/gmail/api/gmail_access.h"

namespace connections::source {

/// Whose mailbox it is, as the person knows it; empty where the server does not tell. One request. Errors: those of
/// GmailCaller.
[[nodiscard]] Result<std::string> mailbox_address(const GmailAccess& access);

}  // namespace connections::source
