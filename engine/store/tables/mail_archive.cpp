#include "store/tables/mail_archive.h"

#include <unordered_map>

#include <fmt/format.h>

#include "secrets/digest.h"
#include "store/sql/param_rows.h"
#include "store/sql/query.h"
#include "store/sql/storable_text.h"

namespace connections::store {
namespace {

constexpr const char* kSelect =
    "SELECT id, connection_id, gmail_message_id, thread_id, received_at, processed_at, sha256, from_address, subject, "
    "encode(raw, 'hex') AS raw, raw_metadata FROM gmail_messages WHERE id = $1";

/// Both rows of every mail in one statement: a mail on the tape always has its progress.
constexpr const char* kAppend =
    "WITH mail AS (INSERT INTO gmail_messages (workspace_id, connection_id, gmail_message_id, thread_id, received_at, "
    "processed_at, sha256, from_address, subject, raw, raw_metadata, described) "
    "SELECT current_setting('app.workspace_id')::uuid, $1::uuid, m.id, m.thread, m.received::timestamptz, "
    "$2::timestamptz, m.sha256, m.sender, m.subject, m.raw, m.metadata::json, m.described::boolean "
    "FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], "
    "$11::bytea[]) AS m(id, thread, received, sha256, sender, subject, metadata, described, raw) "
    "ON CONFLICT (workspace_id, connection_id, gmail_message_id) DO NOTHING "
    "RETURNING workspace_id, id, connection_id, gmail_message_id, received_at, processed_at, described), "
    "progress AS (INSERT INTO message_progress (workspace_id, message_id, connection_id, gmail_message_id, "
    "received_at, stage, updated_at, readings) SELECT workspace_id, id, connection_id, gmail_message_id, received_at, "
    "'archived', processed_at, CASE WHEN described THEN 0 ELSE 1 END FROM mail) SELECT id, gmail_message_id FROM mail";

constexpr const char* kFind =
    "SELECT id, gmail_message_id FROM gmail_messages WHERE connection_id = $1 AND "
    "gmail_message_id IN (SELECT json_array_elements_text($2::json))";

constexpr const char* kReadBefore =
    "FROM gmail_messages m JOIN message_progress p ON p.workspace_id = m.workspace_id AND p.message_id = m.id "
    "JOIN reservation_facts f ON f.workspace_id = m.workspace_id AND f.message_id = m.id "
    "LEFT JOIN enrichment_review_items r ON r.workspace_id = m.workspace_id AND r.message_id = m.id "
    "WHERE m.connection_id = $1 AND p.stage <> 'archived' AND ($2 = '' OR f.platform = $2) AND "
    "($3::timestamptz IS NULL OR coalesce(f.received_at, m.received_at, m.processed_at) >= $3) ";

MessageId id_of(const Row& row) { return row.id<MessageId>("id"); }

/// Adds the rows of a statement that gives `id` and `gmail_message_id`.
Result<void> ids_by_source(Transaction& app, const char* sql, const Params& params,
                           std::unordered_map<std::string, MessageId>& into) {
  const auto rows = TRY(query(app, sql, params));
  for (std::size_t i = 0; i < rows.size(); ++i) into.emplace(rows[i].text("gmail_message_id"), id_of(rows[i]));
  return {};
}

ArchivedMail mail_of(const Row& row) {
  ArchivedMail out;
  out.id = id_of(row);
  out.connection_id = row.id<ConnectionId>("connection_id");
  out.gmail_message_id = row.text("gmail_message_id");
  out.thread_id = row.text("thread_id");
  out.received_at = row.maybe_instant("received_at");
  out.processed_at = row.instant("processed_at");
  out.sha256 = row.text("sha256");
  out.from_address = row.text("from_address");
  out.subject = row.text("subject");
  out.raw = unhex(row.text("raw"));
  out.raw_metadata = row.json("raw_metadata");
  return out;
}

}  // namespace

Result<std::vector<Appended>> append_mails(Transaction& app, const ConnectionId& connection,
                                           std::span<const NewMail> mails, Instant now) {
  const nlohmann::json none{{"full_text", ""}, {"full_html", ""}, {"headers", nlohmann::json::array()}};
  ParamRows rows;
  std::vector<std::string> ids;
  for (const NewMail& mail : mails) {
    if (mail.gmail_message_id.empty()) return fail(Errc::kInvalidArgument, "a mail without an id of its source");
    const bool described = !mail.raw_metadata.is_null();
    ids.push_back(storable(mail.gmail_message_id));
    rows.add({ids.back(), storable(mail.thread_id), mail.received_at, secrets::sha256_hex(mail.raw),
              storable(mail.from_address), storable(mail.subject), storable_json(described ? mail.raw_metadata : none),
              described, bytes(mail.raw)});
  }
  if (rows.empty()) return {};
  std::unordered_map<std::string, MessageId> added, before;
  TRY(ids_by_source(app, kAppend, rows.columns_after({connection, now}), added));
  if (added.size() < mails.size()) TRY(ids_by_source(app, kFind, {connection, json_array(ids)}, before));
  std::vector<Appended> all;
  for (const std::string& id : ids) {
    const auto is_new = added.find(id);
    const auto known = before.find(id);
    if (is_new == added.end() && known == before.end())
      return fail(Errc::kStoreFailed, "a mail was neither added nor found", id);
    all.push_back(is_new != added.end() ? Appended{is_new->second, true} : Appended{known->second, false});
  }
  return all;
}

Result<Appended> append_mail(Transaction& app, const ConnectionId& connection, const NewMail& mail, Instant now) {
  return TRY(append_mails(app, connection, {&mail, 1}, now)).front();
}

Result<void> describe_mails(Transaction& app, std::span<const DescribedMail> mails) {
  ParamRows rows;
  for (const DescribedMail& one : mails)
    rows.add({one.message, storable(one.description.from_address), storable(one.description.subject),
              one.description.received_at, storable_json(one.description.raw_metadata)});
  if (rows.empty()) return {};
  TRY(execute(
      app, "SELECT describe_mails($1::text[]::uuid[], $2::text[], $3::text[], $4::text[]::timestamptz[], $5::text[])",
      rows.columns()));
  return {};
}

Result<void> describe_mail(Transaction& app, const MessageId& id, const MailDescription& description) {
  const DescribedMail mail{id, description};
  TRY(describe_mails(app, {&mail, 1}));
  return execute_one(app,
                     "UPDATE message_progress p SET readings = 0, received_at = m.received_at FROM gmail_messages m "
                     "WHERE m.id = $1 AND p.message_id = m.id AND p.workspace_id = m.workspace_id",
                     {id}, fmt::format("no mail {} in this workspace", id.value));
}

Result<std::vector<MessageId>> undescribed_mails(Transaction& app, const ConnectionId& connection) {
  return query_all(app, "SELECT id FROM gmail_messages WHERE connection_id = $1 AND NOT described ORDER BY id",
                   {connection}, id_of);
}

Result<std::unordered_set<std::string>> archived_among(Transaction& app, const ConnectionId& connection,
                                                       const std::vector<std::string>& gmail_message_ids) {
  const auto found = TRY(query_all(app,
                                   "SELECT gmail_message_id FROM gmail_messages WHERE connection_id = $1 AND "
                                   "gmail_message_id IN (SELECT json_array_elements_text($2::json))",
                                   {connection, json_array(gmail_message_ids)},
                                   [](const Row& row) { return row.text("gmail_message_id"); }));
  return std::unordered_set<std::string>(found.begin(), found.end());
}

Result<ArchivedMail> load_mail(Transaction& app, const MessageId& id) {
  return query_one(app, kSelect, {id}, mail_of, fmt::format("no mail {} in this workspace", id.value));
}

Result<std::int64_t> count_mails(Transaction& app, const ConnectionId& connection) {
  return query_one(app, "SELECT count(*) AS mails FROM gmail_messages WHERE connection_id = $1", {connection},
                   [](const Row& row) { return row.integer("mails"); }, {});
}

Result<std::vector<ConnectionId>> other_holders(Transaction& app, const ConnectionId& connection,
                                                const std::string& gmail_message_id) {
  return query_all(app,
                   "SELECT connection_id FROM gmail_messages WHERE gmail_message_id = $2 AND connection_id <> $1 "
                   "ORDER BY connection_id",
                   {connection, storable(gmail_message_id)},
                   [](const Row& row) { return row.id<ConnectionId>("connection_id"); });
}

Result<std::vector<PagedMail>> read_page(Transaction& app, const PageQuery& query, std::size_t limit) {
  const std::string sql =
      std::string(
          "SELECT m.id, p.holds_for, coalesce(r.status NOT IN ('open', 'rejected') AND r.closed_by = 'person', "
          "false) AS closed ") +
      kReadBefore + "AND ($4::uuid IS NULL OR m.id > $4) ORDER BY m.id LIMIT $5";
  return query_all(
      app, sql.c_str(),
      {query.connection, storable(query.platform), query.since, query.after, static_cast<std::int64_t>(limit)},
      [](const Row& row) {
        return PagedMail{.message = row.id<MessageId>("id"),
                         .closed_by_person = row.boolean("closed"),
                         .holds_for = row.text("holds_for")};
      });
}

Result<std::size_t> count_page(Transaction& app, const PageQuery& query) {
  return query_one(app, (std::string("SELECT count(*) AS mails ") + kReadBefore).c_str(),
                   {query.connection, storable(query.platform), query.since},
                   [](const Row& row) { return static_cast<std::size_t>(row.integer("mails")); }, {});
}

}  // namespace connections::store
