#pragma once

#include <cstdint>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace connections::log {

/// The three structured loggers, as the product's description names them.
enum class Channel : std::uint8_t {
  kEmailProcessor,  ///< [EmailProcessor]: archiving, reading and matching of mails
  kGmailVerify,     ///< [GmailVerify]: OAuth and label verification
  kSync,            ///< [Sync]: whole runs
};
enum class Level : std::uint8_t { kDebug, kInfo, kWarning, kError, kCritical };

/// One line on standard error: time, level, "[Channel]", then one JSON object with "event" first. Fields never hold
/// names of guests, addresses, mail text, URLs of feeds or secrets: ids, counts and codes only. Thread-safe.
void event(Channel channel, Level level, std::string_view name, const nlohmann::ordered_json& fields);

/// While it lives, every line that its thread writes also has these fields: the ids of workspace, connection and run. A
/// field of the line itself, or of an inner scope, stands in their place.
class Scope {
 public:
  explicit Scope(const nlohmann::ordered_json& fields);
  ~Scope();
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;
};

/// The fields of all scopes of this thread, for a Scope on a thread that works for it.
[[nodiscard]] nlohmann::ordered_json scope_fields();

/// Lines below this level are not written. Default: kWarning, so that commands stay quiet; servers set kInfo.
void set_level(Level level);

}  // namespace connections::log
