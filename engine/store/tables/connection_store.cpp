#include "store/tables/connection_store.h"

#include <fmt/format.h>

#include "store/sql/query.h"
#include "store/sql/storable_text.h"
#include "store/tables/names.h"

namespace connections::store {
namespace {

constexpr Names<SourceKind, 2> kSources{{"gmail", "folder"}};
constexpr Names<GmailStatus, 3> kStatuses{{"pending", "connected", "error"}};

constexpr const char* kSelect =
    "SELECT id, platform, name, reservation_label, gmail_label_id, source_kind, folder_path, border, gmail_status, "
    "gmail_error_code, gmail_error, gmail_address, error_since, history_cursor, created_at, last_synced_at, "
    "label_checked_at, listed_at, token_dies_at "
    "FROM connections WHERE deleted_at IS NULL ";

Connection connection_of(const Row& row) {
  Connection out;
  out.id = row.id<ConnectionId>("id");
  out.platform = row.text("platform");
  out.name = row.text("name");
  out.reservation_label = row.text("reservation_label");
  out.gmail_label_id = row.text("gmail_label_id");
  out.source_kind = kSources.parse(row.text("source_kind"));
  out.folder_path = row.text("folder_path");
  out.border = row.text("border");
  out.gmail_status = kStatuses.parse(row.text("gmail_status"));
  out.gmail_error_code = row.text("gmail_error_code");
  out.gmail_error = row.text("gmail_error");
  out.gmail_address = row.text("gmail_address");
  out.error_since = row.maybe_instant("error_since");
  out.history_cursor = row.text("history_cursor");
  out.created_at = row.instant("created_at");
  out.last_synced_at = row.maybe_instant("last_synced_at");
  out.label_checked_at = row.maybe_instant("label_checked_at");
  out.listed_at = row.maybe_instant("listed_at");
  out.token_dies_at = row.maybe_instant("token_dies_at");
  return out;
}

SealedTokens tokens_of(const Row& row) {
  SealedTokens out;
  out.refresh_token = row.text("refresh_token");
  out.gmail_access_token = row.maybe_text("gmail_access_token").value_or("");
  out.access_expires_at = row.maybe_instant("access_expires_at");
  out.key_id = row.text("token_key_id");
  out.born_at = row.instant("token_born_at");
  out.dies_at = row.maybe_instant("token_dies_at");
  return out;
}

std::string missing(const ConnectionId& id) { return fmt::format("no connection {} in this workspace", id.value); }

Result<void> if_still_watched(const Result<std::size_t>& touched, const ConnectionId& id) {
  if (!touched) return std::unexpected(touched.error());
  if (*touched == 0)
    return fail(Errc::kConflict, fmt::format("the connection {} watches another label by now", id.value), {},
                "sync again");
  return {};
}

std::string select(const char* condition) { return std::string(kSelect) + condition; }

}  // namespace

std::string_view name(SourceKind kind) noexcept { return kSources.of(kind); }
std::string_view name(GmailStatus status) noexcept { return kStatuses.of(status); }

Result<Connection> create_connection(Transaction& app, const NewConnection& wanted, Instant now) {
  if (wanted.platform.empty() || wanted.name.empty())
    return fail(Errc::kInvalidArgument, "a connection needs a platform and a name");
  const auto id = query_first(
      app,
      "INSERT INTO connections (workspace_id, platform, name, reservation_label, source_kind, folder_path, border, "
      "created_at) VALUES (current_setting('app.workspace_id')::uuid, $1, $2, $3, $4, $5, $6, $7) "
      "ON CONFLICT (workspace_id, name) WHERE deleted_at IS NULL DO NOTHING RETURNING id",
      {storable(wanted.platform), storable(wanted.name), storable(wanted.reservation_label), name(wanted.source_kind),
       storable(wanted.folder_path), storable(wanted.border), now},
      [](const Row& row) { return row.id<ConnectionId>("id"); });
  if (!id) return std::unexpected(id.error());
  if (!*id) return fail(Errc::kConflict, fmt::format("a connection named \"{}\" exists already", wanted.name));
  return find_connection(app, **id);
}

Result<std::vector<Connection>> list_connections(Transaction& app) {
  return query_all(app, select("ORDER BY name").c_str(), {}, connection_of);
}

Result<Connection> find_connection(Transaction& app, const ConnectionId& id) {
  return query_one(app, select("AND id = $1").c_str(), {id}, connection_of, missing(id));
}

Result<std::optional<Connection>> find_connection_by_name(Transaction& app, const std::string& name) {
  return query_first(app, select("AND name = $1").c_str(), {storable(name)}, connection_of);
}

Result<void> set_position(Transaction& app, const ConnectionId& id, const Position& position, Instant now) {
  return if_still_watched(
      execute(app,
              "UPDATE connections SET history_cursor = $3, listed_at = CASE WHEN $4 THEN $5 ELSE listed_at END "
              "WHERE id = $1 AND reservation_label = $2 AND deleted_at IS NULL",
              {id, storable(position.label), position.cursor, position.listed, now}),
      id);
}

Result<void> set_seen_label(Transaction& app, const ConnectionId& id, const SeenLabel& label, Instant now) {
  return if_still_watched(
      execute(app,
              "UPDATE connections SET gmail_label_id = $3, reservation_label = $4, label_checked_at = $5, "
              "history_cursor = CASE WHEN $6 THEN '' ELSE history_cursor END, "
              "listed_at = CASE WHEN $6 THEN NULL ELSE listed_at END WHERE id = $1 AND reservation_label = $2 AND "
              "deleted_at IS NULL",
              {id, storable(label.was), storable(label.id), storable(label.name), now, label.other}),
      id);
}

Result<void> set_reservation_label(Transaction& app, const ConnectionId& id, const std::string& label) {
  return execute_one(app,
                     "UPDATE connections SET reservation_label = $2, "
                     "gmail_label_id = CASE WHEN reservation_label = $2 THEN gmail_label_id ELSE '' END, "
                     "history_cursor = CASE WHEN reservation_label = $2 THEN history_cursor ELSE '' END, "
                     "listed_at = CASE WHEN reservation_label = $2 THEN listed_at END, "
                     "label_checked_at = CASE WHEN reservation_label = $2 THEN label_checked_at END WHERE id = $1 AND "
                     "deleted_at IS NULL",
                     {id, storable(label)}, missing(id));
}

Result<void> set_gmail_address(Transaction& app, const ConnectionId& id, const std::string& address) {
  return execute_one(app,
                     "UPDATE connections SET gmail_address = $2, "
                     "gmail_label_id = CASE WHEN $2 <> '' AND gmail_address = $2 THEN gmail_label_id ELSE '' END, "
                     "history_cursor = CASE WHEN $2 <> '' AND gmail_address = $2 THEN history_cursor ELSE '' END, "
                     "listed_at = CASE WHEN $2 <> '' AND gmail_address = $2 THEN listed_at END "
                     "WHERE id = $1 AND deleted_at IS NULL",
                     {id, storable(address)}, missing(id));
}

Result<void> set_gmail_label_id(Transaction& app, const ConnectionId& id, const std::string& label_id) {
  return execute_one(
      app,
      "UPDATE connections SET gmail_label_id = $2, "
      "history_cursor = CASE WHEN gmail_label_id IN ('', $2) THEN history_cursor ELSE '' END, "
      "listed_at = CASE WHEN gmail_label_id IN ('', $2) THEN listed_at END WHERE id = $1 AND deleted_at IS NULL",
      {id, storable(label_id)}, missing(id));
}

Result<void> set_gmail_status(Transaction& app, const ConnectionId& id, GmailStatus status) {
  return execute_one(app,
                     "UPDATE connections SET gmail_status = $2, gmail_error_code = '', gmail_error = '', "
                     "error_since = NULL WHERE id = $1 AND deleted_at IS NULL",
                     {id, name(status)}, missing(id));
}

Result<void> set_gmail_error(Transaction& app, const ConnectionId& id, const std::string& code,
                             const std::string& error, Instant now) {
  return execute_one(app,
                     "UPDATE connections SET gmail_status = 'error', gmail_error_code = $2, gmail_error = $3, "
                     "error_since = coalesce(error_since, $4) WHERE id = $1 AND deleted_at IS NULL",
                     {id, code, storable(error), now}, missing(id));
}

Result<void> set_synced(Transaction& app, const ConnectionId& id, Instant now) {
  return execute_one(app, "UPDATE connections SET last_synced_at = $2 WHERE id = $1 AND deleted_at IS NULL", {id, now},
                     missing(id));
}

Result<void> delete_connection(Transaction& app, const ConnectionId& id, Instant now) {
  const auto attempts = execute(app, "DELETE FROM oauth_attempts WHERE connection_id = $1", {id});
  if (!attempts) return std::unexpected(attempts.error());
  return execute_one(
      app,
      "UPDATE connections SET deleted_at = $2, gmail_address = '', gmail_status = 'pending', "
      "gmail_error_code = '', gmail_error = '', error_since = NULL, history_cursor = '', refresh_token = NULL, "
      "gmail_access_token = NULL, access_expires_at = NULL, token_key_id = NULL, token_born_at = NULL, "
      "token_dies_at = NULL WHERE id = $1 AND deleted_at IS NULL",
      {id, now}, missing(id));
}

Result<void> save_tokens(Transaction& app, const ConnectionId& id, const SealedTokens& tokens) {
  return execute_one(app,
                     "UPDATE connections SET refresh_token = $2, gmail_access_token = nullif($3, ''), "
                     "access_expires_at = $4, token_key_id = $5, token_born_at = $6, token_dies_at = $7 WHERE id = $1 "
                     "AND deleted_at IS "
                     "NULL",
                     {id, tokens.refresh_token, tokens.gmail_access_token, tokens.access_expires_at, tokens.key_id,
                      tokens.born_at, tokens.dies_at},
                     missing(id));
}

Result<std::optional<SealedTokens>> load_tokens(Transaction& app, const ConnectionId& id) {
  return query_first(
      app,
      "SELECT refresh_token, gmail_access_token, access_expires_at, token_key_id, token_born_at, "
      "token_dies_at FROM connections WHERE id = $1 AND deleted_at IS NULL AND refresh_token IS NOT NULL",
      {id}, tokens_of);
}

}  // namespace connections::store
