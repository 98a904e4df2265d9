#pragma once

#include <filesystem>

#include "model/error.h"
#include "rules/book/feed_words.h"

namespace connections::rules {

/// Reads common/feeds.yaml of a rules folder. Errors: kNotFound, kInvalidArgument with the first diagnostic. Blocks
/// (reads one file); any thread.
[[nodiscard]] Result<FeedWords> load_feed_words(const std::filesystem::path& rules);

}  // namespace connections::rules
