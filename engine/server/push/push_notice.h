#pragma once

#include <string>
#include <string_view>

#include "model/error.h"

namespace connections::server {

/// What Gmail tells through Pub/Sub. Its historyId is the mailbox's head and no cursor: it is checked and dropped.
struct PushNotice {
  std::string address;  ///< the mailbox that changed, in lower case
};

/// Reads the body of a Pub/Sub push: {"message": {"data": base64 of {"emailAddress", "historyId"}}}. Either alphabet of
/// base64, with padding or without. kInvalidArgument if it is anything else.
[[nodiscard]] Result<PushNotice> parse_push(std::string_view body);

}  // namespace connections::server
