#include "store/tables/progress_store.h"

#include <fmt/format.h>

#include "store/sql/param_rows.h"
#include "store/sql/query.h"
#include "store/sql/storable_text.h"
#include "store/tables/names.h"

namespace connections::store {
namespace {

constexpr Names<Stage, 5> kStages{{"archived", "extracted", "matched", "waiting", "done"}};

constexpr const char* kSelect =
    "SELECT message_id, gmail_message_id, received_at, stage, rule_book, parser_version, note, "
    "holds_for, updated_at "
    "FROM message_progress ";

std::string select(const char* condition) { return std::string(kSelect) + condition; }

MessageProgress progress_row(const Row& row) {
  MessageProgress out;
  out.message = row.id<MessageId>("message_id");
  out.gmail_message_id = row.text("gmail_message_id");
  out.received_at = row.maybe_instant("received_at");
  out.stage = kStages.parse(row.text("stage"));
  out.rule_book = row.text("rule_book");
  out.parser_version = row.text("parser_version");
  out.note = row.text("note");
  out.holds_for = row.text("holds_for");
  out.updated_at = row.instant("updated_at");
  return out;
}

std::string missing(const MessageId& id) { return fmt::format("no mail {} in this workspace", id.value); }

}  // namespace

std::string_view name(Stage stage) noexcept { return kStages.of(stage); }

Result<std::vector<MessageProgress>> pending_messages(Transaction& app, const ConnectionId& connection) {
  return query_all(
      app, select("WHERE connection_id = $1 AND stage <> 'done' ORDER BY received_at, gmail_message_id").c_str(),
      {connection}, progress_row);
}

Result<int> begin_reading(Transaction& app, const MessageId& message, bool afresh) {
  TRY(query_all(app, "SELECT set_config('synchronous_commit', 'off', true)", {}, [](const Row&) { return true; }));
  return query_one(
      app,
      "UPDATE message_progress SET readings = CASE WHEN $2 THEN 1 ELSE readings + 1 END WHERE message_id = $1 "
      "RETURNING readings",
      {message, afresh}, [](const Row& row) { return static_cast<int>(row.integer("readings")); }, missing(message));
}

Result<void> put_back_reading(Transaction& app, const MessageId& message) {
  TRY(execute(app, "UPDATE message_progress SET readings = greatest(readings - 1, 0) WHERE message_id = $1",
              {message}));
  return {};
}

Result<int> count_readings(Transaction& app, const MessageId& message) {
  return query_one(
      app, "SELECT readings FROM message_progress WHERE message_id = $1", {message},
      [](const Row& row) { return static_cast<int>(row.integer("readings")); }, missing(message));
}

std::string holds_for_both(const InForce& now) { return now.engine + " " + now.parsers; }

Result<std::size_t> count_quarantined(Transaction& app, const ConnectionId& connection) {
  return query_one(
      app,
      "SELECT count(*) AS mails FROM message_progress WHERE connection_id = $1 AND stage = 'done' AND holds_for <> '' "
      "AND holds_for LIKE '% %'",
      {connection}, [](const Row& row) { return static_cast<std::size_t>(row.integer("mails")); },
      "nothing was counted");
}

Result<std::vector<MessageProgress>> messages_to_read(Transaction& app, const ConnectionId& connection,
                                                      const std::string& rule_book, const InForce& now) {
  return query_all(
      app,
      select("WHERE connection_id = $1 AND (stage = 'archived' OR (rule_book <> $2 AND (stage <> 'done' "
             "OR EXISTS (SELECT FROM enrichment_review_items r WHERE r.message_id = "
             "message_progress.message_id AND r.status = 'open'))) OR (stage = 'done' AND holds_for <> '' AND "
             "holds_for NOT IN ($3, $4, $5))) ORDER BY received_at, gmail_message_id")
          .c_str(),
      {connection, rule_book, now.engine, now.parsers, holds_for_both(now)}, progress_row);
}

Result<std::vector<MessageProgress>> list_progress(Transaction& app, const ConnectionId& connection) {
  return query_all(app, select("WHERE connection_id = $1 ORDER BY received_at, gmail_message_id").c_str(), {connection},
                   progress_row);
}

Result<OpenMessages> count_open_messages(Transaction& app, const ConnectionId& connection) {
  return query_one(
      app,
      "SELECT count(*) FILTER (WHERE stage <> 'waiting') AS pending, count(*) FILTER (WHERE stage = 'waiting') AS "
      "waiting "
      "FROM message_progress WHERE connection_id = $1 AND stage <> 'done'",
      {connection},
      [](const Row& row) {
        return OpenMessages{static_cast<std::size_t>(row.integer("pending")),
                            static_cast<std::size_t>(row.integer("waiting"))};
      },
      "nothing was counted");
}

Result<MessageProgress> progress_of(Transaction& app, const MessageId& message) {
  return query_one(app, select("WHERE message_id = $1").c_str(), {message}, progress_row, missing(message));
}

Result<void> set_stages(Transaction& app, std::span<const StagedMail> mails, Instant now) {
  ParamRows rows;
  for (const auto& [message, change] : mails)
    rows.add({message, name(change.stage), change.rule_book, storable(change.parser_version), storable(change.note),
              change.holds_for, change.received_at});
  if (rows.empty()) return {};
  const auto moved = TRY(
      execute(app,
              "UPDATE message_progress p SET stage = s.stage, rule_book = s.rule_book, parser_version = s.parser, "
              "note = s.note, updated_at = $1::timestamptz, holds_for = coalesce(s.holds_for, p.holds_for), "
              "readings = 0, received_at = coalesce(p.received_at, s.received::timestamptz) FROM unnest($2::text[], "
              "$3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[]) AS s(message, stage, rule_book, "
              "parser, note, holds_for, received) WHERE p.message_id = s.message::uuid",
              rows.columns_after({now})));
  if (moved < rows.size()) return fail(Errc::kNotFound, missing(mails.front().message));
  return {};
}

Result<void> set_stage(Transaction& app, const MessageId& message, const StageChange& change, Instant now) {
  const StagedMail mail{message, change};
  return set_stages(app, {&mail, 1}, now);
}

}  // namespace connections::store
