#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "store/tables/review_store.h"
#include "sync/person/review_queue.h"
#include "sync/review_action.h"

namespace connections::view {

/// A contract: keys are only added. Candidates carry their terms and vetoes.
[[nodiscard]] nlohmann::ordered_json to_json(const store::ReviewItem& item);
[[nodiscard]] nlohmann::ordered_json reviews_json(const std::vector<store::ReviewItem>& reviews);
/// The items of a queue one by one, as reviews_json has them, each with its "group": null, or {"kind", "key", "count"}
/// and, for a joint one, "arrangements": [{"bits", "pairs": [{"message", "booking"}]}].
[[nodiscard]] nlohmann::ordered_json queue_json(const sync::ReviewQueue& queue);
/// The queue for people: a block for each entry, a group as one with its count and what settles it. At most 80 columns,
/// but for words that are wider.
[[nodiscard]] std::string queue_text(const sync::ReviewQueue& queue);
/// How an ambiguous group could be arranged, one line each; empty: nothing to arrange.
[[nodiscard]] std::string arrangements_text(const sync::QueueEntry& entry,
                                            const std::map<BookingId, Booking>& bookings);
/// What was done, or would be done, to many items; those left alone with their reasons.
[[nodiscard]] std::string acted_text(const sync::ReviewsActed& acted, sync::ReviewAction action, bool written);
/// The same: {"done", "items": [{"id"}], "left": [{"id", "why"}]}.
[[nodiscard]] nlohmann::ordered_json acted_json(const sync::ReviewsActed& acted, bool written);
[[nodiscard]] std::string reviews_table(const std::vector<store::ReviewItem>& reviews);

}  // namespace connections::view
