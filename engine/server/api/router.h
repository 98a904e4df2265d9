#pragma once

#include <semaphore>
#include <string_view>

#include "server/api/api.h"
#include "server/api/rate_limit.h"
#include "server/api/route.h"

namespace connections::server {

/// Answers requests by the table of routes: path, method, key and role, parameters, body, then the route's function.
/// Any thread.
class Router {
 public:
  explicit Router(const Api& api) : api_(api) {}

  [[nodiscard]] HttpReply answer(const HttpRequest& request);

 private:
  /// admit(), counted.
  [[nodiscard]] HttpReply timed(const HttpRequest& request, const Route& route, std::vector<std::string> places);
  [[nodiscard]] HttpReply admit(const HttpRequest& request, const Route& route, std::vector<std::string> places);

  const Api& api_;
  RateLimit of_keys_{{.burst = 240, .a_minute = 1'200}};   ///< by the key's id; a console polls a few times a second
  RateLimit of_strangers_{{.burst = 30, .a_minute = 30}};  ///< requests without a valid key, by address
};

}  // namespace connections::server
