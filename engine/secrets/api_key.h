#pragma once

#include <string>
#include <string_view>

namespace connections::secrets {

/// A new API key: "ck_" and 256 random bits as characters that may stand in a header. Shown once, never stored.
[[nodiscard]] std::string new_api_key();

/// What is stored of it. Plain SHA-256 suffices: 256 random bits cannot be guessed.
[[nodiscard]] std::string api_key_hash(std::string_view key);

}  // namespace connections::secrets
