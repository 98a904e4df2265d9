#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "server/http/http_message.h"
#include "server/http/http_server.h"
#include "store/access/api_key_store.h"

/// The API as a table: the router, the check of roles, `GET /openapi.json`, the table in README and `connections api
/// routes` all read it.
namespace connections::server {

struct Api;
struct Route;

/// Who may ask.
enum class Access : std::uint8_t {
  kPublic,
  kGoogle,  ///< Pub/Sub, by Google's own token
  kToken,   ///< anyone who has the secret in the path
  kReader,  ///< this and the next two: an API key of the workspace with this role or a higher one
  kOperator,
  kOwner,
  kOwnerOrLink,  ///< an owner's key, or ?link= that an owner's key has made
};
[[nodiscard]] std::string_view name(Access access) noexcept;  ///< "everyone", "reader", …
[[nodiscard]] constexpr bool needs_key(Access access) noexcept { return access >= Access::kReader; }

/// A query parameter; all may be left out.
struct Parameter {
  std::string_view name;
  std::string_view type;  ///< as view::SchemaMember::type: "text", "date", "whole", "uuid", "a|b"
  std::string_view doc;
  std::int64_t least = 0, most = 0;  ///< "whole": both ends included
};

/// One request that has passed every check of its route.
struct Call {
  const Api& api;
  const HttpRequest& request;
  const Route& route;
  store::KeyGrant caller;           ///< empty for public routes
  std::vector<std::string> places;  ///< what the {names} of the path matched, in their order; ids are UUIDs
  nlohmann::json body;              ///< as route.body says; null if it takes none

  [[nodiscard]] const std::string& id() const { return places.front(); }
  /// "whole" parameters are valid numbers.
  [[nodiscard]] std::int64_t whole(std::string_view name, std::int64_t otherwise) const;
};

struct Route {
  std::string_view method;
  std::string_view path;  ///< "/api/cohost/connections/{id}/sync"; kWatchPath: as configured
  Access access = Access::kPublic;
  std::string_view summary;
  std::array<const Parameter*, 6> query = {};  ///< the rest is null
  std::string_view body = {};                  ///< a schema of view/; empty: none is read
  int status = 200;
  std::string_view reply = {};                  ///< a schema, or a media type; empty: no body
  std::array<std::string_view, 8> errors = {};  ///< codes besides those that every such route has
  bool any_query = false;                       ///< takes parameters that are not listed: Google adds its own
  HttpReply (*answer)(const Call&) = nullptr;
};

inline constexpr std::string_view kWatchPath = "{watch.path}";

[[nodiscard]] std::span<const Route> all_routes() noexcept;
/// Codes of all its error replies, those of every route included.
[[nodiscard]] std::vector<std::string_view> errors_of(const Route& route);
/// The names between braces in its path.
[[nodiscard]] std::vector<std::string_view> places_of(std::string_view path);

}  // namespace connections::server
