#include "rules/syntax/file_kind.h"

#include <algorithm>
#include <array>

namespace connections::rules {
namespace {

constexpr std::array<std::string_view, 9> kNames{"platform", "pack",  "library",     "locale", "overrides",
                                                 "tests",    "match", "tests_match", "feeds"};

}  // namespace

std::span<const std::string_view> file_kinds() noexcept { return kNames; }

std::string_view name(FileKind kind) noexcept { return kNames[static_cast<std::size_t>(kind)]; }

std::optional<FileKind> parse_file_kind(std::string_view name) noexcept {
  const auto found = std::ranges::find(kNames, name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<FileKind>(found - kNames.begin());
}

bool is_test_file(const std::filesystem::path& file) { return file.filename().string().ends_with(".test.yaml"); }

}  // namespace connections::rules
