#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "model/error.h"
#include "model/time.h"
#include "store/sql/transaction.h"

/// `kept_replies`: requests that clients may send again.
namespace connections::store {

inline constexpr std::chrono::hours kKeepReply{24};
/// An answer takes seconds. One that is missing for so long will not come: its process was killed.
inline constexpr std::chrono::minutes kAnswerLost{10};

/// Which request it is: the API key's id, and digests of the client's own key and of what it asks for.
struct RepeatableRequest {
  std::string api_key;
  std::string key_hash;
  std::string request_hash;
};

struct KeptReply {
  std::string request_hash;  ///< of the request that came first
  std::string sealed;        ///< empty: it is being answered
};

/// Nothing: this request is the first, and the caller answers it. Forgets what is older than kKeepReply.
[[nodiscard]] Result<std::optional<KeptReply>> begin_request(Transaction& app, const RepeatableRequest& request,
                                                             Instant now);
[[nodiscard]] Result<void> keep_reply(Transaction& app, const RepeatableRequest& request, const std::string& sealed);
/// It was refused: another try is a first one.
[[nodiscard]] Result<void> forget_request(Transaction& app, const RepeatableRequest& request);

}  // namespace connections::store
