#pragma once

#include <optional>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "server/api/route.h"

namespace connections::server {

/// The strong entity tag of what a GET answers with: a digest of the document, quoted.
[[nodiscard]] std::string etag_of(const nlohmann::ordered_json& document);
/// Gives a good reply of a GET its tag, and makes it 304 if the request has it already.
void add_etag(const HttpRequest& request, HttpReply& reply);
/// The same for a reply that is a text; it keeps its Cache-Control.
void add_text_etag(const HttpRequest& request, HttpReply& reply);

/// Whether a write may go on: 428 without If-Match, 412 with the document as it is now if that has another tag.
[[nodiscard]] std::optional<HttpReply> check_if_match(const HttpRequest& request,
                                                      const nlohmann::ordered_json& document);

}  // namespace connections::server
