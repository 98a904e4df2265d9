#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "store/tables/review_store.h"

namespace connections::view {

/// A contract: keys are only added. Candidates carry their terms and vetoes.
[[nodiscard]] nlohmann::ordered_json to_json(const store::ReviewItem& item);
[[nodiscard]] nlohmann::ordered_json reviews_json(const std::vector<store::ReviewItem>& reviews);
[[nodiscard]] std::string reviews_table(const std::vector<store::ReviewItem>& reviews);

}  // namespace connections::view
