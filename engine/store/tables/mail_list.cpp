#include "store/tables/mail_list.h"

#include "store/sql/json_reader.h"
#include "store/sql/query.h"
#include "store/sql/storable_text.h"
#include "store/tables/names.h"

namespace connections::store {
namespace {

constexpr Names<Stage, 5> kStages{{"archived", "extracted", "matched", "waiting", "done"}};

/// holds_for names two things where a mail is quarantined (progress_store.h: holds_for_both).
constexpr const char* kOutcomes =
    "WITH listed AS (SELECT p.message_id, p.connection_id, p.stage, p.note, m.from_address, m.subject, "
    "coalesce(p.received_at, m.received_at) AS received_at, coalesce(f.platform, '') AS platform, "
    "r.id AS review, coalesce(r.status, '') AS review_status, "
    "CASE WHEN p.stage = 'done' AND p.holds_for LIKE '% %' THEN 'quarantined' WHEN p.stage = 'waiting' THEN 'wait' "
    "WHEN p.stage <> 'done' THEN 'pending' WHEN r.status = 'open' THEN 'review' "
    "WHEN p.note LIKE 'review%' THEN 'closed' ELSE split_part(p.note, ' ', 1) END AS outcome "
    "FROM message_progress p JOIN gmail_messages m ON m.id = p.message_id LEFT JOIN reservation_facts f ON "
    "f.message_id = p.message_id LEFT JOIN enrichment_review_items r ON r.message_id = p.message_id), "
    "chosen AS (SELECT * FROM listed WHERE ($1 = '' OR outcome = $1) AND ($2 = '' OR platform = $2) AND "
    "($3 = '' OR message_id::text LIKE $3 || '%')) ";

constexpr const char* kPage =
    "SELECT c.*, coalesce(n.name, '') AS connection_name, coalesce(f.kind, '') AS kind, "
    "coalesce(f.subkind, '') AS subkind, coalesce(f.extraction->>'kind_reason', '') AS kind_reason, "
    "coalesce(f.extraction->'problems', '[]') AS problems, f.guest_name, f.check_in::text AS check_in, "
    "f.check_out::text AS check_out, f.confirmation_code AS code, f.booking_id, "
    "coalesce(r.reasons, '[]') AS reasons FROM (SELECT * FROM chosen ORDER BY received_at DESC NULLS FIRST, message_id "
    "LIMIT $4) c LEFT JOIN connections n ON n.id = c.connection_id LEFT JOIN reservation_facts f ON "
    "f.message_id = c.message_id LEFT JOIN enrichment_review_items r ON r.id = c.review "
    "ORDER BY c.received_at DESC NULLS FIRST, c.message_id";

ListedMail listed(const Row& row) {
  ListedMail mail;
  mail.message = row.id<MessageId>("message_id");
  mail.connection = row.id<ConnectionId>("connection_id");
  mail.connection_name = row.text("connection_name");
  mail.from_address = row.text("from_address");
  mail.subject = row.text("subject");
  mail.received_at = row.maybe_instant("received_at");
  mail.stage = kStages.parse(row.text("stage"));
  mail.outcome = row.text("outcome");
  mail.note = row.text("note");
  mail.platform = row.text("platform");
  mail.kind = row.text("kind");
  mail.subkind = row.text("subkind");
  mail.kind_reason = row.text("kind_reason");
  for (const auto& problem : row.json("problems"))
    mail.problems.push_back({text_in(problem, "code"), text_in(problem, "message")});
  mail.guest_name = row.maybe_text("guest_name");
  mail.check_in = row.maybe_text("check_in");
  mail.check_out = row.maybe_text("check_out");
  mail.code = row.maybe_text("code");
  mail.review = row.maybe_text("review");
  mail.review_status = row.text("review_status");
  for (const auto& reason : row.json("reasons")) mail.review_reasons.push_back(text_in(reason, "message"));
  mail.booking = row.maybe_text("booking_id");
  return mail;
}

/// As typed, without what LIKE takes for a pattern.
std::string beginning(const std::string& id) {
  return id.find_first_not_of("0123456789abcdefABCDEF-") == std::string::npos ? id : std::string("none");
}

}  // namespace

Result<std::vector<ListedMail>> list_mails(Transaction& app, const MailQuery& query) {
  const std::string sql = std::string(kOutcomes) + kPage;
  return query_all(
      app, sql.c_str(),
      {query.outcome, storable(query.platform), beginning(query.id), static_cast<std::int64_t>(query.limit)}, listed);
}

Result<std::size_t> count_listed(Transaction& app, const MailQuery& query) {
  const std::string sql = std::string(kOutcomes) + "SELECT count(*) AS mails FROM chosen";
  return query_one(
      app, sql.c_str(), {query.outcome, storable(query.platform), beginning(query.id)},
      [](const Row& row) { return static_cast<std::size_t>(row.integer("mails")); }, "nothing was counted");
}

}  // namespace connections::store
