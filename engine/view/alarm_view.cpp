#include "view/alarm_view.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace connections::view {
namespace {

using nlohmann::ordered_json;

template <class T>
ordered_json id_or_null(const std::optional<T>& id) {
  return id ? ordered_json(id->value) : ordered_json(nullptr);
}

ordered_json to_json(const sync::Alarm& alarm) {
  return {{"kind", sync::name(alarm.kind)},
          {"cause", sync::name(alarm.cause)},
          {"platform", alarm.platform},
          {"connection", id_or_null(alarm.connection)},
          {"feed", id_or_null(alarm.feed)},
          {"since", to_rfc3339(alarm.since)},
          {"what", alarm.what},
          {"next", alarm.next}};
}

}  // namespace

ordered_json alarms_json(const std::vector<sync::Alarm>& alarms) {
  ordered_json all = ordered_json::array();
  for (const sync::Alarm& one : alarms) all.push_back(to_json(one));
  return all;
}

ordered_json alarms_json_of(const std::vector<sync::Alarm>& alarms, const ConnectionId& id) {
  ordered_json all = ordered_json::array();
  for (const sync::Alarm& one : alarms)
    if (one.connection == id) all.push_back(to_json(one));
  return all;
}

std::string alarms_text(const std::vector<sync::Alarm>& alarms) {
  std::string out;
  for (const sync::Alarm& one : alarms) out += fmt::format("\nALARM: {}\n  {}\n", one.what, one.next);
  return out;
}

}  // namespace connections::view
