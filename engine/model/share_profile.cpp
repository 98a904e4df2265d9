#include "model/share_profile.h"

#include <array>

namespace connections {
namespace {

constexpr std::array<std::string_view, 3> kNames{"owner", "cleaner", "lock"};

}  // namespace

std::string_view name(ShareProfile profile) noexcept { return kNames[static_cast<std::size_t>(profile)]; }

std::optional<ShareProfile> parse_share_profile(std::string_view name) noexcept {
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (kNames[i] == name) return static_cast<ShareProfile>(i);
  return std::nullopt;
}

}  // namespace connections
