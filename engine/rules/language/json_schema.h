#pragma once

#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "model/error.h"

namespace connections::rules {

/// The rule language as a JSON Schema (draft 2020-12) for editors, made from the table of schema.h. `kind` is one of
/// file_kinds(), or empty: one schema for every file, which the key that names a file's kind tells apart. It knows what
/// the table knows; references between rules are the checker's. Errors: kInvalidArgument, unknown kind.
[[nodiscard]] Result<nlohmann::ordered_json> json_schema(std::string_view kind = {});

}  // namespace connections::rules
