#pragma once

#include <filesystem>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "app/corpus/corpus_score.h"
#include "model/error.h"

namespace connections::app {

/// What changed against an earlier `corpus eval --json` of the same corpus: figures before → after of each field, and
/// the disagreements that came and went, mail by mail. Errors: kIo, kInvalidArgument if the file does not hold one.
[[nodiscard]] Result<std::string> compare_with(const std::filesystem::path& baseline, const Score& score);

}  // namespace connections::app
