#pragma once

#include "app/gmail_session.h"
#include "server/gmail_grant.h"

namespace connections::app {

/// Asks the mailbox of new tokens for its address and for the connection's label. `gmail` must outlive it.
[[nodiscard]] server::LookIntoMailbox look_into_mailbox(const GmailSession& gmail);

}  // namespace connections::app
