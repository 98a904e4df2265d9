#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace connections::server {

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// A whole request as a handler sees it.
struct HttpRequest {
  std::string method;  ///< "GET"; a HEAD is a GET whose body is not sent
  std::string path;    ///< decoded, without the query
  Pairs query = {};    ///< decoded, in the order of the request
  Pairs headers = {};  ///< names in lower case
  std::string body = {};
  std::string address = {};  ///< of the peer, which may be a proxy
  std::string id = {};       ///< of this request; the reply has it as X-Request-Id

  /// The first header of that name, given in lower case; empty if absent.
  [[nodiscard]] std::string_view header(std::string_view name) const {
    const auto found = std::ranges::find(headers, name, &Pairs::value_type::first);
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
  }
  [[nodiscard]] std::optional<std::string> parameter(std::string_view name) const {
    const auto found = std::ranges::find(query, name, &Pairs::value_type::first);
    return found == query.end() ? std::nullopt : std::optional(found->second);
  }
};

/// Gives the next stretch of an endless reply; empty: nothing new; nothing: the end. Called about once a second, by one
/// thread at a time.
using EventSource = std::function<std::optional<std::string>()>;

struct HttpReply {
  int status = 200;
  nlohmann::ordered_json body = {};  ///< null: `text` is sent
  std::string content_type = "application/json";
  std::string text = {};
  Pairs headers = {};
  EventSource events = {};  ///< sent until its end instead of a body
};

}  // namespace connections::server
