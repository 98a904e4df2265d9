#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string_view>

namespace connections::rules {

/// What a rule file is. The key that names it ("pack: airbnb.confirmed") is also the name of its root object in the
/// schema.
enum class FileKind : std::uint8_t {
  kPlatform,
  kPack,
  kLibrary,
  kLocale,
  kOverrides,
  kTests,
  kMatch,
  kMatchTests,
  kFeeds
};

/// Names in the order of the enum: "platform", "pack", "library", …
[[nodiscard]] std::span<const std::string_view> file_kinds() noexcept;
[[nodiscard]] std::string_view name(FileKind kind) noexcept;
[[nodiscard]] std::optional<FileKind> parse_file_kind(std::string_view name) noexcept;

/// Whether a file holds tests, which only checks and tests read: *.test.yaml.
[[nodiscard]] bool is_test_file(const std::filesystem::path& file);

}  // namespace connections::rules
