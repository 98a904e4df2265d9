#include "store/alarms/alarm_store.h"

#include <nlohmann/json.hpp>

#include "store/sql/query.h"

namespace connections::store {
namespace {

StandingAlarm alarm_of(const Row& row) {
  return {.kind = row.text("kind"), .subject = row.text("subject"), .cause = row.text("cause")};
}

std::string to_json(const std::vector<StandingAlarm>& alarms) {
  nlohmann::json all = nlohmann::json::array();
  for (const auto& one : alarms) all.push_back({{"kind", one.kind}, {"subject", one.subject}, {"cause", one.cause}});
  return all.dump();
}

constexpr const char* kGiven = "json_to_recordset($1::json) AS given (kind text, subject text, cause text)";

}  // namespace

Result<AlarmChanges> set_alarms(Transaction& app, const std::vector<StandingAlarm>& now_standing, Instant now) {
  const std::string json = to_json(now_standing);
  AlarmChanges changes;
  changes.raised =
      TRY(query_all(app,
                    (std::string("INSERT INTO silence_alarms (workspace_id, kind, subject, cause, raised_at) SELECT "
                                 "current_setting('app.workspace_id')::uuid, kind, subject, cause, $2 FROM ") +
                     kGiven + " ON CONFLICT DO NOTHING RETURNING kind, subject, cause")
                        .c_str(),
                    {json, now}, alarm_of));
  TRY(execute(app,
              (std::string("UPDATE silence_alarms s SET cause = given.cause FROM ") + kGiven +
               " WHERE s.kind = given.kind AND s.subject = given.subject AND s.cause <> given.cause")
                  .c_str(),
              {json}));
  changes.ended =
      TRY(query_all(app,
                    (std::string("DELETE FROM silence_alarms s WHERE NOT EXISTS (SELECT FROM ") + kGiven +
                     " WHERE s.kind = given.kind AND s.subject = given.subject) RETURNING kind, subject, cause")
                        .c_str(),
                    {json}, alarm_of));
  return changes;
}

}  // namespace connections::store
