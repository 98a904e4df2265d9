#include "server/reload/reloader.h"

#include <nlohmann/json.hpp>

#include "log/log.h"

namespace connections::server {

Reloader::Reloader(plugin::Registry& registry, FileWatch watch, Instant now)
    : registry_(registry), watch_(std::move(watch)), state_{registry.book()->hash, now, {}, {}, 0} {
  const auto& refused = registry.start_error();
  if (!refused) return;
  state_.error = to_string(*refused);
  state_.error_since = now;
  log::event(log::Channel::kSync, log::Level::kError, "rules_refused_at_start",
             {{"rule_book_in_force", state_.book}, {"code", name(refused->code)}, {"error", state_.error}});
}

void Reloader::tick(Instant now) {
  if (watch_.poll()) reload(now, "files changed");
}

void Reloader::reload(Instant now, std::string_view why) {
  const auto done = registry_.reload();
  const std::string book = registry_.book()->hash;
  {
    const std::lock_guard lock(mutex_);
    if (done) {
      state_ = {book, book == state_.book ? state_.loaded_at : now, {}, {}, 0};
    } else {
      state_.error = to_string(done.error());
      if (!state_.error_since) state_.error_since = now;
    }
  }
  if (done)
    log::event(log::Channel::kSync, log::Level::kInfo, "rules_reloaded", {{"why", why}, {"rule_book", book}});
  else
    log::event(log::Channel::kSync, log::Level::kError, "rules_reload_failed",
               {{"why", why},
                {"rule_book_in_force", book},
                {"code", name(done.error().code)},
                {"error", to_string(done.error())}});
}

ReloadState Reloader::state() const {
  const std::lock_guard lock(mutex_);
  ReloadState state = state_;
  state.prefilter_fallbacks = registry_.book()->prefilter_fallbacks();
  return state;
}

}  // namespace connections::server
