#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace connections {

/// How much of a stay somebody sees in a calendar that is handed out.
enum class ShareProfile : std::uint8_t {
  kOwner,    ///< name, party, code, phone's last digits
  kCleaner,  ///< first name and party
  kLock,     ///< phone's last digits: what door codes are made of
};
[[nodiscard]] std::string_view name(ShareProfile profile) noexcept;  ///< "owner", "cleaner", "lock"
[[nodiscard]] std::optional<ShareProfile> parse_share_profile(std::string_view name) noexcept;

}  // namespace connections
