#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "settings/settings.h"

namespace connections::settings {

/// A URL without what may be a secret: user, password and query. "" stays "".
[[nodiscard]] std::string masked_url(const std::string& url);

/// Every setting of the table, one object a section, secrets masked.
[[nodiscard]] nlohmann::ordered_json show_settings(const Settings& settings);

}  // namespace connections::settings
