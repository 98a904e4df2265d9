#pragma once

#include <nlohmann/json_fwd.hpp>

#include "model/ids.h"
#include "store/tables/fact_store.h"

namespace connections::view {

/// What was read out of a mail: each value with its confidence, the rules and bytes that say so, and its rivals. A
/// contract: keys are only added.
[[nodiscard]] nlohmann::ordered_json to_json(const MessageId& message, const store::StoredReading& reading);

}  // namespace connections::view
