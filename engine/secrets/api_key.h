#pragma once

#include <string>
#include <string_view>

namespace connections::secrets {

/// A new API key: "ck_" and 256 random bits as characters that may stand in a header. Shown once, never kept.
[[nodiscard]] std::string new_api_key();

/// What is kept of it. A plain SHA-256 will do: nobody guesses 256 random bits.
[[nodiscard]] std::string api_key_hash(std::string_view key);

}  // namespace connections::secrets
