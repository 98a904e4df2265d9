#pragma once

#include <string>

#include "account/gmail_accounts.h"

namespace connections::account {

/// How a deletion ended at Google. In the database it is always complete.
struct Disconnected {
  bool had_tokens = false;
  bool revoked = false;  ///< Google has ended the grant
  std::string why_not;   ///< if it had tokens and they were not revoked: for the person
};

/// Revokes the grant at Google as far as that is possible, then deletes the connection with its tokens; its mails stay
/// on the tape. Not revoked if another connection, of any workspace, may read the same mailbox: Google would end that
/// one's grant too. Errors: kNotFound, kSyncInProgress, and those of Database; then the connection is still there.
[[nodiscard]] Result<Disconnected> delete_connection(GmailAccounts& accounts, const WorkspaceId& workspace,
                                                     const ConnectionId& connection);

}  // namespace connections::account
