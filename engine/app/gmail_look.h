#pragma once

#include <string>
#include <vector>

#include "app/gmail_session.h"
#include "server/gmail_grant.h"
#include "source/gmail/mailbox.h"

namespace connections::app {

/// Asks the mailbox of new tokens for its address and for the connection's label. `gmail` must outlive it.
[[nodiscard]] server::LookIntoMailbox look_into_mailbox(GmailSession& gmail);

/// The id of the label with exactly this name. kLabelNotFound: the message lists what exists, the hint the nearest.
[[nodiscard]] Result<std::string> label_id_of(const std::string& name, const std::vector<source::MailboxLabel>& labels);

}  // namespace connections::app
