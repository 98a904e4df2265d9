#include "model/kind.h"

#include <array>

namespace connections {
namespace {

constexpr std::array<std::string_view, 10> kKinds{"confirmed", "request", "inquiry", "alteration", "cancellation",
                                                  "message",   "payout",  "review",  "reminder",   "other"};
constexpr std::array<std::string_view, 3> kPermissions{"enrich", "review", "archive"};

template <class Enum, std::size_t N>
std::optional<Enum> parse(const std::array<std::string_view, N>& names, std::string_view name) noexcept {
  for (std::size_t i = 0; i < N; ++i)
    if (names[i] == name) return static_cast<Enum>(i);
  return std::nullopt;
}

}  // namespace

std::string_view name(MailKind kind) noexcept { return kKinds[static_cast<std::size_t>(kind)]; }
std::optional<MailKind> parse_kind(std::string_view name) noexcept { return parse<MailKind>(kKinds, name); }

std::string_view name(Permission permission) noexcept { return kPermissions[static_cast<std::size_t>(permission)]; }
std::optional<Permission> parse_permission(std::string_view name) noexcept {
  return parse<Permission>(kPermissions, name);
}

}  // namespace connections
