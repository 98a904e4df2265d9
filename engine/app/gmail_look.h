#pragma once

#include "account/gmail_grant.h"
#include "app/gmail_session.h"

namespace connections::app {

/// Asks the mailbox of new tokens for its address and for the connection's label. `gmail` must outlive it.
[[nodiscard]] account::LookIntoMailbox look_into_mailbox(const GmailSession& gmail);

}  // namespace connections::app
