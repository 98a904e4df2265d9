#include "app/demo_plan.h"

#include <nlohmann/json.hpp>

#include "app/mail_file.h"

namespace connections::app {

Result<DemoPlan> read_demo_plan(const std::filesystem::path& folder) {
  const auto file = folder / "demo.json";
  const auto text = TRY(read_bytes(file));
  try {
    const auto json = nlohmann::json::parse(text);
    const auto now = parse_rfc3339(json.at("now").get<std::string>());
    if (!now) return fail(Errc::kConfigInvalid, "'now' is no RFC 3339 time", file.string());
    DemoPlan plan{.now = *now, .feeds = {}, .mailboxes = {}};
    for (const auto& feed : json.at("feeds"))
      plan.feeds.push_back({folder / feed.at("file").get<std::string>(), feed.at("platform").get<std::string>(),
                            feed.at("property").get<std::string>()});
    for (const auto& one : json.at("connections"))
      plan.mailboxes.push_back({one.at("platform").get<std::string>(), one.at("label").get<std::string>(),
                                folder / one.at("folder").get<std::string>()});
    return plan;
  } catch (const nlohmann::json::exception& error) {
    return fail(Errc::kConfigInvalid, error.what(), file.string());
  }
}

}  // namespace connections::app
