#include "log/log.h"

#include <array>
#include <memory>
#include <vector>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <nlohmann/json.hpp>

namespace connections::log {
namespace {

constexpr std::array<const char*, 3> kNames{"EmailProcessor", "GmailVerify", "Sync"};

spdlog::level::level_enum level_of(Level level) {
  switch (level) {
    case Level::kDebug:
      return spdlog::level::debug;
    case Level::kInfo:
      return spdlog::level::info;
    case Level::kWarning:
      return spdlog::level::warn;
    case Level::kError:
      return spdlog::level::err;
    case Level::kCritical:
      return spdlog::level::critical;
  }
  return spdlog::level::info;
}

using Loggers = std::array<std::shared_ptr<spdlog::logger>, kNames.size()>;

Loggers& loggers() {
  static Loggers all = [] {
    const auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    Loggers made;
    for (std::size_t i = 0; i < kNames.size(); ++i) {
      made[i] = std::make_shared<spdlog::logger>(kNames[i], sink);
      made[i]->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l [%n] %v", spdlog::pattern_time_type::utc);
      made[i]->set_level(spdlog::level::warn);
    }
    return made;
  }();
  return all;
}

/// Of the scopes of this thread, outermost first.
std::vector<nlohmann::ordered_json>& scopes() {
  static thread_local std::vector<nlohmann::ordered_json> all;
  return all;
}

}  // namespace

Scope::Scope(const nlohmann::ordered_json& fields) { scopes().push_back(fields); }
Scope::~Scope() { scopes().pop_back(); }

nlohmann::ordered_json scope_fields() {
  auto fields = nlohmann::ordered_json::object();
  for (const auto& scope : scopes()) fields.update(scope);
  return fields;
}

void event(Channel channel, Level level, std::string_view name, const nlohmann::ordered_json& fields) {
  auto& logger = *loggers()[static_cast<std::size_t>(channel)];
  if (!logger.should_log(level_of(level))) return;
  nlohmann::ordered_json line{{"event", name}};
  for (const auto& scope : scopes()) line.update(scope);
  line.update(fields);
  logger.log(level_of(level), "{}", line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

void set_level(Level level) {
  for (const auto& logger : loggers()) logger->set_level(level_of(level));
}

}  // namespace connections::log
