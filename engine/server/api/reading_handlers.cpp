#include "server/api/api.h"
#include "server/api/handlers.h"
#include "server/api/replies.h"
#include "server/api/workspace.h"
#include "view/reading_view.h"

namespace connections::server::handlers {

HttpReply show_facts(const Call& call) {
  const MessageId message{call.id()};
  const auto found = in_workspace(call, [&](store::Transaction& app) -> Result<store::StoredReading> {
    auto reading = TRY(store::load_reading(app, message));
    if (!reading) return fail(Errc::kNotFound, "nothing was read in this mail");
    return *std::move(reading);
  });
  return reply_with(found, [&](const store::StoredReading& reading) { return view::to_json(message, reading); });
}

}  // namespace connections::server::handlers
