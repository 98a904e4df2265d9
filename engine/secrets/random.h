#pragma once

#include <cstddef>
#include <string>

namespace connections::secrets {

/// Bytes from the system's random generator. Any thread.
[[nodiscard]] std::string random_bytes(std::size_t count);

/// 256 random bits as 43 characters that may stand in a URL: OAuth states, PKCE verifiers, API keys.
[[nodiscard]] std::string one_time_token();

}  // namespace connections::secrets
