#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/error.h"
#include "model/time.h"
#include "store/sql/transaction.h"

/// `webhook_deliveries`: one event for one endpoint, until it is delivered or given up.
namespace connections::store {

struct Delivery {
  std::string id;  ///< the event's id for the receiver: the same at each attempt
  std::string endpoint;
  std::string type;  ///< "booking.enriched", …
  std::string body;  ///< JSON, as it is signed and sent
  Instant created_at;
  int attempts = 0;               ///< begun, this one included
  std::optional<Instant> due_at;  ///< of the next attempt
  std::optional<Instant> delivered_at;
  std::optional<Instant> given_up_at;
  std::string last_error;
};

/// Deliveries are forgotten so long after they ended.
inline constexpr std::chrono::days kKeepDeliveries{14};

/// Makes deliveries of what happened since each endpoint was made, within the last week (less than kKeepDeliveries, by
/// whose rows a repetition is known): a booking got or lost a name, a question for a person, a connection that needs
/// one, silence. Any number of times and from any number of processes: each event is one delivery an endpoint. Forgets
/// old ones. Gives how many are new.
[[nodiscard]] Result<std::size_t> collect_deliveries(Transaction& app, Instant now);

/// Begins the attempt that has been due for longest, at an endpoint that is not in `skip`; until `lease_until` nobody
/// else takes it. Nothing if none is due.
[[nodiscard]] Result<std::optional<Delivery>> take_delivery(Transaction& app, const std::vector<std::string>& skip,
                                                            Instant now, Instant lease_until);
[[nodiscard]] Result<void> set_delivered(Transaction& app, const std::string& id, Instant now);
/// The attempt failed; without `next` it is given up.
[[nodiscard]] Result<void> set_undelivered(Transaction& app, const std::string& id, const std::string& error,
                                           const std::optional<Instant>& next, Instant now);

enum class DeliveryStatus : std::uint8_t { kAny, kPending, kDelivered, kGivenUp };
[[nodiscard]] std::optional<DeliveryStatus> delivery_status(std::string_view name) noexcept;  ///< "all", "pending", …
/// Newest first, `limit` at most.
[[nodiscard]] Result<std::vector<Delivery>> list_deliveries(Transaction& app, const std::string& endpoint,
                                                            DeliveryStatus status, std::size_t limit);
/// Due at once, with all its attempts before it again. kNotFound if the workspace has no such delivery.
[[nodiscard]] Result<Delivery> replay_delivery(Transaction& app, const std::string& id, Instant now);

}  // namespace connections::store
