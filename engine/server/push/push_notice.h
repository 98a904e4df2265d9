#pragma once

#include <string>
#include <string_view>

#include "model/error.h"

namespace connections::server {

/// A Gmail notification from Pub/Sub. Its historyId is the current one of the mailbox, not a cursor of ours: it is
/// validated and dropped.
struct PushNotice {
  std::string address;  ///< the mailbox that changed, in lower case
};

/// Reads the body of a Pub/Sub push: {"message": {"data": base64 of {"emailAddress", "historyId"}}}. Either alphabet of
/// base64, with padding or without. Errors: kInvalidArgument.
[[nodiscard]] Result<PushNotice> parse_push(std::string_view body);

}  // namespace connections::server
