#pragma once

#include <string>

#include "model/error.h"
#include "source/gmail/api/gmail_access.h"

namespace connections::source {

/// The e-mail address of the mailbox; empty if the server does not say. One request. Errors: those of
/// GmailCaller.
[[nodiscard]] Result<std::string> mailbox_address(const GmailAccess& access);

}  // namespace connections::source
