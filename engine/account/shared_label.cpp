#include "account/shared_label.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "log/log.h"

namespace connections::account {

Result<void> refuse_shared_label(const std::vector<store::Connection>& all, const store::Connection& own,
                                 const std::string& label) {
  for (const store::Connection& other : all) {
    if (other.id == own.id || other.source_kind != own.source_kind || label.empty() || other.reservation_label != label)
      continue;
    log::event(log::Channel::kEmailProcessor, log::Level::kCritical, "label_isolation_violation",
               {{"connection", own.id.value}, {"other", other.id.value}});
    return fail(Errc::kLabelConflict,
                fmt::format("the connections '{}' and '{}' watch the same label '{}'", own.name, other.name, label), {},
                "give each connection a label of its own");
  }
  return {};
}

}  // namespace connections::account
