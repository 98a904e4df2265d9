#pragma once

#include <string>
#include <vector>

#include "model/error.h"
#include "net/http_client.h"
#include "source/gmail/access_tokens.h"

namespace connections::source {

/// A label as the mailbox has it. System labels have words for ids (INBOX).
struct MailboxLabel {
  std::string id;
  std::string name;
  bool system = false;
};

/// Two questions for a person who connects a mailbox; one request each, and one more after a 401.
/// Errors: kInvalidGrant, kNetworkFailed, kSourceFailed, kConfigInvalid (the Gmail API is not enabled in the project).

/// Whose mailbox it is; empty where the server does not tell (404).
[[nodiscard]] Result<std::string> mailbox_address(net::HttpClient& http, const std::string& api_url,
                                                  AccessTokens& tokens);
/// In the mailbox's own order.
[[nodiscard]] Result<std::vector<MailboxLabel>> mailbox_labels(net::HttpClient& http, const std::string& api_url,
                                                               AccessTokens& tokens);

}  // namespace connections::source
