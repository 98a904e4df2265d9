#include "rules/book/version.h"

#include <array>
#include <charconv>

namespace connections::rules {
namespace {

using Version = std::array<int, 3>;

std::optional<Version> read(std::string_view text) {
  Version version{};
  for (std::size_t i = 0; i < version.size() && !text.empty(); ++i) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version[i]);
    if (error != std::errc{}) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (text.empty()) return version;
    if (text.front() != '.') return std::nullopt;
    text.remove_prefix(1);
  }
  return std::nullopt;
}

}  // namespace

std::optional<bool> version_satisfies(std::string_view version, std::string_view bound) {
  if (!bound.starts_with(">=")) return std::nullopt;
  bound.remove_prefix(2);
  while (bound.starts_with(' ')) bound.remove_prefix(1);
  const auto have = read(version);
  const auto need = read(bound);
  if (!have || !need) return std::nullopt;
  return *have >= *need;
}

}  // namespace connections::rules
