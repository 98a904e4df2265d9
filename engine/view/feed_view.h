#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "store/feeds/feed_store.h"
#include "sync/feeds/calendar_refresh.h"

namespace connections::view {

/// A calendar feed, its address masked, when it was read and what changed last. A contract: keys are only added.
[[nodiscard]] nlohmann::ordered_json to_json(const store::Feed& feed);
[[nodiscard]] nlohmann::ordered_json feeds_json(const std::vector<store::Feed>& feeds);
[[nodiscard]] std::string feeds_table(const std::vector<store::Feed>& feeds);
/// What a person should know of them beyond the table: the last error, and what changed last. May be empty.
[[nodiscard]] std::string feeds_details(const std::vector<store::Feed>& feeds);

/// What one import did. A contract: keys are only added.
[[nodiscard]] nlohmann::ordered_json to_json(const sync::CalendarChange& change);
/// The same in lines. Of each kind the first 20: a feed may have thousands of broken events.
[[nodiscard]] std::string change_text(const sync::CalendarChange& change);
/// "2 new, 1 gone: Ada Example, 2026-07-03 to 2026-07-07"
[[nodiscard]] std::string change_sentence(const nlohmann::json& last_change);

}  // namespace connections::view
