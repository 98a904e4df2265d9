#pragma once

#include <optional>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "model/time.h"

namespace connections::view {

/// A document as text for people, indented, and on one line for machines; both end with a newline. Bytes that are not
/// UTF-8 become U+FFFD: a file name may hold any.
[[nodiscard]] std::string to_text(const nlohmann::ordered_json& document);
[[nodiscard]] std::string to_line(const nlohmann::ordered_json& document);

/// {"items": […]}: the lists of the HTTP API, so that they can get further members.
[[nodiscard]] nlohmann::ordered_json items_json(nlohmann::ordered_json items);
/// The same with "next": the cursor of the next page, or null.
[[nodiscard]] nlohmann::ordered_json page_json(nlohmann::ordered_json items, const std::optional<std::string>& next);

/// Null where the value is absent. Times as RFC 3339, dates as YYYY-MM-DD.
[[nodiscard]] nlohmann::ordered_json or_null(const std::optional<std::string>& text);
[[nodiscard]] nlohmann::ordered_json or_null(const std::optional<int>& number);
[[nodiscard]] nlohmann::ordered_json or_null(const std::optional<Date>& date);
[[nodiscard]] nlohmann::ordered_json or_null(const std::optional<Instant>& at);

}  // namespace connections::view
