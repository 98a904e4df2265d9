#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace connections::rules {

enum class Severity : std::uint8_t { kError, kWarning };

/// What a diagnostic is about. The number is public ("R002") and stable: a number never gets another meaning, and a new
/// code is appended. From 101 on a code is a warning.
enum class Code : std::uint16_t {
  kInvalidYaml = 1,
  kUnknownKey = 2,
  kDuplicateKey = 3,
  kUnsupportedYaml = 4,
  kMissingKey = 5,
  kWrongType = 6,
  kInvalidValue = 7,
  kInvalidPattern = 8,
  kUnknownName = 9,
  kCaptureGroup = 10,
  kDuplicateId = 11,
  kLimitExceeded = 12,
  kNotFound = 13,
  kCycle = 14,
  kVersion = 15,
  kUnknownTarget = 16,
  kAmbiguousScalar = 17,
  kUnknownInTest = 18,
  kInvalidTestMail = 19,
  kInvalidTestValue = 20,
  kContradictoryTest = 21,
  kSlowPattern = 101,
  kUnusedName = 102,
  kShadowedRule = 103,
  kUnreachable = 104,
  kIgnoredFile = 105,
  kUnreachableUpdate = 106,
  kRisingBits = 107,
  kUngroupedTwins = 108,
  kVetoOnMissing = 109,
};

struct CodeInfo {
  Code code;
  std::string_view meaning;  ///< for the table in rules/README.md
};
[[nodiscard]] std::span<const CodeInfo> all_codes() noexcept;

[[nodiscard]] std::string to_string(Code code);  ///< "R002"
[[nodiscard]] Severity severity_of(Code code) noexcept;

}  // namespace connections::rules
