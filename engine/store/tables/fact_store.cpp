#include "store/tables/fact_store.h"

#include <algorithm>
#include <array>

#include "store/sql/param_rows.h"
#include "store/sql/query.h"
#include "store/sql/storable_text.h"
#include "store/tables/extraction_json.h"

namespace connections::store {
namespace {

constexpr std::array kKeyFields{Field::kGuestName, Field::kCheckIn, Field::kCheckOut, Field::kConfirmationCode};

constexpr const char* kSave =
    "INSERT INTO reservation_facts (workspace_id, message_id, platform, kind, subkind, may, kind_confidence, "
    "rule_book, parser_version, guest_name, check_in, check_out, confirmation_code, confidence, extraction, "
    "updated_at, authenticated, authentication, received_at, issuer, listing) "
    "SELECT current_setting('app.workspace_id')::uuid, f.message::uuid, f.platform, f.kind, f.subkind, f.may, "
    "f.kind_confidence::double precision, f.rule_book, f.parser_version, f.guest_name, f.check_in::date, "
    "f.check_out::date, f.code, f.confidence::double precision, f.extraction::json, $1::timestamptz, "
    "f.authenticated::boolean, f.authentication, f.received::timestamptz, f.issuer, f.listing "
    "FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], "
    "$10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], "
    "$18::text[], $19::text[], $20::text[]) AS f(message, platform, kind, subkind, may, kind_confidence, rule_book, "
    "parser_version, guest_name, check_in, check_out, code, confidence, extraction, authenticated, authentication, "
    "received, issuer, listing) "
    "ON CONFLICT (workspace_id, message_id) DO UPDATE SET platform = excluded.platform, kind = excluded.kind, "
    "subkind = excluded.subkind, may = excluded.may, kind_confidence = excluded.kind_confidence, "
    "rule_book = excluded.rule_book, parser_version = excluded.parser_version, guest_name = excluded.guest_name, "
    "check_in = excluded.check_in, check_out = excluded.check_out, confirmation_code = excluded.confirmation_code, "
    "confidence = excluded.confidence, extraction = excluded.extraction, updated_at = excluded.updated_at, "
    "authenticated = excluded.authenticated, authentication = excluded.authentication, "
    "received_at = excluded.received_at, issuer = excluded.issuer, listing = excluded.listing";

Param fact_text(const Extraction& extraction, Field field) {
  const Fact* fact = extraction.find(field);
  if (fact == nullptr) return std::optional<std::string>();
  return storable(to_string(fact->value));
}

}  // namespace

Confidence overall_confidence(const Extraction& extraction) {
  std::optional<Confidence> least;
  for (const Field field : kKeyFields)
    if (const Fact* fact = extraction.find(field); fact != nullptr)
      least = least ? std::min(*least, fact->confidence) : fact->confidence;
  return least.value_or(extraction.kind_confidence);
}

Result<void> save_extractions(Transaction& app, std::span<const MailFacts> mails, Instant now) {
  ParamRows rows;
  for (const auto& [message, extraction, provenance] : mails)
    rows.add({message, storable(extraction.platform), name(extraction.kind), storable(extraction.subkind),
              name(extraction.may), extraction.kind_confidence.value(), extraction.rule_book,
              storable(extraction.parser_version), fact_text(extraction, Field::kGuestName),
              fact_text(extraction, Field::kCheckIn), fact_text(extraction, Field::kCheckOut),
              fact_text(extraction, Field::kConfirmationCode), overall_confidence(extraction).value(),
              storable_json(to_json(extraction)), provenance.authenticated, storable(provenance.authentication),
              provenance.received_at, storable(provenance.issuer), storable(provenance.listing)});
  if (rows.empty()) return {};
  TRY(execute(app, kSave, rows.columns_after({now})));
  return {};
}

Result<void> save_extraction(Transaction& app, const MessageId& message, const Extraction& extraction,
                             const Provenance& provenance, Instant now) {
  const MailFacts mail{message, extraction, provenance};
  return save_extractions(app, {&mail, 1}, now);
}

Result<std::optional<Extraction>> load_extraction(Transaction& app, const MessageId& message) {
  const auto json = TRY(query_first(app, "SELECT extraction FROM reservation_facts WHERE message_id = $1", {message},
                                    [](const Row& row) { return row.json("extraction"); }));
  if (!json) return std::nullopt;
  Result<Extraction> extraction = extraction_from_json(*json);
  if (!extraction) return std::unexpected(extraction.error());
  return *std::move(extraction);
}

Result<std::optional<StoredReading>> load_reading(Transaction& app, const MessageId& message) {
  struct Raw {
    nlohmann::json facts;
    Provenance provenance;
  };
  const auto raw = TRY(query_first(
      app,
      "SELECT extraction, authenticated OR vouched AS authenticated, authentication, received_at, issuer, listing "
      "FROM reservation_facts WHERE message_id = $1",
      {message}, [](const Row& row) {
        return Raw{.facts = row.json("extraction"),
                   .provenance = {.authenticated = row.boolean("authenticated"),
                                  .authentication = row.text("authentication"),
                                  .received_at = row.maybe_instant("received_at"),
                                  .issuer = row.text("issuer"),
                                  .listing = row.text("listing")}};
      }));
  if (!raw) return std::nullopt;
  return StoredReading{.facts = TRY(extraction_from_json(raw->facts)), .provenance = raw->provenance};
}

Result<void> vouch_for(Transaction& app, const MessageId& message) {
  return execute_one(app, "UPDATE reservation_facts SET vouched = true WHERE message_id = $1", {message},
                     "nothing was read in this mail");
}

}  // namespace connections::store
