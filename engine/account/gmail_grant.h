#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "account/gmail_accounts.h"
#include "source/gmail/api/access_tokens.h"

/// How a connection gets access to a mailbox: the person is sent to Google's consent page and comes back with a code.
/// The same two steps serve the terminal and the web routes.
namespace connections::account {

/// How long a person may take between the two steps.
inline constexpr std::chrono::minutes kGrantLife{10};

struct BegunGrant {
  std::string consent_url;  ///< where to send the browser
  std::string state;        ///< comes back with the answer
  std::string binding;      ///< stays with the requester (a cookie, or memory) and must be presented with the answer
};

/// Errors: kNotFound, kInvalidArgument (it reads a folder), kLabelNotConfigured,
/// kLabelConflict (another connection watches it), kConfigInvalid (no Google client). `api_key`: the id of the key on
/// whose behalf it is; empty: a person in a terminal.
[[nodiscard]] Result<BegunGrant> begin_grant(GmailAccounts& accounts, const WorkspaceId& workspace,
                                             const ConnectionId& connection, const std::string& redirect_uri,
                                             const std::string& api_key = {});

/// What the new tokens can reach.
struct Mailbox {
  std::string address;           ///< empty if Google does not tell
  Result<std::string> label_id;  ///< of the connection's label; kLabelNotFound and others as source::verify_label
};
using LookIntoMailbox = std::function<Mailbox(const std::shared_ptr<source::AccessTokens>&, const store::Connection&)>;

struct GrantAnswer {
  std::string state;
  std::string code;
  std::string binding;
};

struct FinishedGrant {
  WorkspaceId workspace;
  store::Connection connection;      ///< as it is now: gmail_status connected, or error with the reason
  std::string earlier_address;       ///< whose mailbox it was before; empty if never known
  std::optional<Error> label_error;  ///< why the status is error; the tokens are stored nevertheless
};

/// Accepts the answer: once, in time, from the requester. Waits for a sync of the connection to end.
/// Errors: kNotFound (state unknown, used or expired), kForbidden (requested by another browser or terminal, or by a
/// key that was revoked meanwhile),
/// kSyncInProgress (it did not end in a minute), kSecretUnreadable, and those of OAuthClient; then nothing was changed.
[[nodiscard]] Result<FinishedGrant> finish_grant(GmailAccounts& accounts, const GrantAnswer& answer,
                                                 const LookIntoMailbox& look);

}  // namespace connections::account
