#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/error.h"

namespace connections::rules {

/// A file of a new platform's folder.
struct NewPlatformFile {
  std::string name;
  std::string text;
};

/// Whether `id` may name a platform: [a-z][a-z0-9_]{0,31}.
[[nodiscard]] bool is_platform_id(std::string_view id) noexcept;

/// The starting folder of a platform: platform.yaml, one pack, its tests and a README, from the templates in
/// new_platform/. They load without a warning and pass their own tests. Errors: kInvalidArgument for a bad id.
[[nodiscard]] Result<std::vector<NewPlatformFile>> new_platform(std::string_view id);

}  // namespace connections::rules
