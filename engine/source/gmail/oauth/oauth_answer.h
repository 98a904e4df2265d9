#pragma once

#include <cstdint>
#include <string>

#include "net/http_client.h"
#include "source/gmail/oauth/oauth.h"

namespace connections::source {

/// What was asked of the token endpoint: it decides what an answer must hold and what its refusal means.
enum class GrantKind : std::uint8_t { kCode, kRefresh };

/// Reads an answer of the token endpoint. Errors as OAuthClient lists them.
[[nodiscard]] Result<Grant> read_grant(const net::Response& response, GrantKind kind);

/// Google's error code, of a token answer or of the redirect, as an Error of ours. Only the code is looked at: its
/// description is undocumented and changes.
[[nodiscard]] Error error_of(const std::string& google_code, GrantKind kind);

/// The "error" of a JSON answer if it is one word of Google's; else empty.
[[nodiscard]] std::string google_code_of(const net::Response& response);

}  // namespace connections::source
