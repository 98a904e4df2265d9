#pragma once

#include <string>

#include "model/error.h"
#include "model/time.h"
#include "source/gmail/api/gmail_access.h"

namespace connections::source {

/// What users.watch gives.
struct WatchGrant {
  std::string history_id;  ///< the mailbox's current position, decimal; syncing still starts at the stored cursor
  Instant expires;         ///< Google: after 7 days; renew once a day
};

/// Asks Google to publish changes of one label to a Pub/Sub topic ("projects/P/topics/T"). Renewing is asking again.
/// Errors: kInvalidArgument (Google refuses the topic or the label), and those of GmailCaller.
[[nodiscard]] Result<WatchGrant> watch_label(const GmailAccess& access, const std::string& topic,
                                             const std::string& label_id);

}  // namespace connections::source
