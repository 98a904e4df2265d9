#include "server/api/start_link.h"

#include "store/sql/uuid.h"

namespace connections::server {
namespace {

constexpr std::size_t kId = 36;          ///< characters of a UUID
constexpr std::size_t kMaxLink = 1'000;  ///< a link has about 200

secrets::SecretPlace place_of(const std::string& workspace, const std::string& connection) {
  return {.workspace = {workspace}, .connection = {connection}, .purpose = secrets::Purpose::kStartLink};
}

Error unavailable() { return {Errc::kConfigInvalid, "this server does not connect mailboxes", {}, {}}; }

}  // namespace

/// "<workspace>.<sealed: key id, space, end>".
Result<std::string> make_start_link(const Api& api, const store::KeyGrant& caller, const ConnectionId& connection) {
  if (api.gmail == nullptr) return std::unexpected(unavailable());
  const Instant now = api.runner.now();
  const std::string plain = caller.key + " " + to_rfc3339(now + kStartLinkLife);
  const auto sealed =
      TRY(api.gmail->accounts.vault.seal(plain, place_of(caller.workspace.value, connection.value), now));
  return caller.workspace.value + "." + sealed;
}

Result<std::optional<store::KeyGrant>> open_start_link(const Api& api, const std::string& link,
                                                       const std::string& connection) {
  if (api.gmail == nullptr) return std::unexpected(unavailable());
  const std::string workspace = link.substr(0, kId);
  if (link.size() <= kId || link.size() > kMaxLink || link[kId] != '.' || !store::is_uuid(workspace))
    return std::nullopt;
  const auto plain = api.gmail->accounts.vault.open(link.substr(kId + 1), place_of(workspace, connection));
  if (!plain || plain->size() <= kId) return std::nullopt;
  const auto end = parse_rfc3339(plain->substr(kId + 1));
  if (!end || *end <= api.runner.now()) return std::nullopt;
  auto grant = TRY(api.runner.database.as_owner(
      [&](store::Transaction& owner) { return store::find_api_key(owner, plain->substr(0, kId)); }));
  if (!grant || grant->workspace.value != workspace) return std::nullopt;
  return grant;
}

}  // namespace connections::server
