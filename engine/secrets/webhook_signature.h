#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Signatures of Standard Webhooks 1.0: HMAC-SHA256 over "ID.TIMESTAMP.BODY".
namespace connections::secrets {

/// "whsec_" and 256 random bits in base64: what sender and receiver share.
[[nodiscard]] std::string new_webhook_secret();

/// The value of the header webhook-signature, "v1,BASE64"; nothing if the secret is not of that form. `timestamp`:
/// seconds since 1970, as in the header webhook-timestamp.
[[nodiscard]] std::optional<std::string> webhook_signature(std::string_view secret, std::string_view id,
                                                           std::int64_t timestamp, std::string_view body);

}  // namespace connections::secrets
