#include "model/error.h"

#include <fmt/format.h>

namespace connections {

std::string_view name(Errc code) noexcept {
  switch (code) {
    case Errc::kInvalidArgument:
      return "INVALID_ARGUMENT";
    case Errc::kConfigInvalid:
      return "CONFIG_INVALID";
    case Errc::kNotFound:
      return "NOT_FOUND";
    case Errc::kConflict:
      return "CONFLICT";
    case Errc::kIo:
      return "IO";
    case Errc::kLimitExceeded:
      return "LIMIT_EXCEEDED";
    case Errc::kMailUnreadable:
      return "MAIL_UNREADABLE";
    case Errc::kRulesInvalid:
      return "RULES_INVALID";
    case Errc::kRuleTestFailed:
      return "RULE_TEST_FAILED";
    case Errc::kPluginRefused:
      return "PLUGIN_REFUSED";
    case Errc::kPluginFailed:
      return "PLUGIN_FAILED";
    case Errc::kStoreUnavailable:
      return "STORE_UNAVAILABLE";
    case Errc::kStoreFailed:
      return "STORE_FAILED";
    case Errc::kMigrationFailed:
      return "MIGRATION_FAILED";
    case Errc::kForbidden:
      return "FORBIDDEN";
    case Errc::kLabelNotConfigured:
      return "LABEL_NOT_CONFIGURED";
    case Errc::kLabelNotFound:
      return "LABEL_NOT_FOUND";
    case Errc::kLabelConflict:
      return "LABEL_CONFLICT";
    case Errc::kInvalidGrant:
      return "invalid_grant";
    case Errc::kSourceFailed:
      return "SOURCE_FAILED";
    case Errc::kNetworkFailed:
      return "NETWORK_FAILED";
    case Errc::kAddressForbidden:
      return "ADDRESS_FORBIDDEN";
    case Errc::kCursorTooOld:
      return "CURSOR_TOO_OLD";
    case Errc::kSyncInProgress:
      return "SYNC_IN_PROGRESS";
    case Errc::kInterrupted:
      return "INTERRUPTED";
    case Errc::kFeedInvalid:
      return "FEED_INVALID";
    case Errc::kSecretUnreadable:
      return "SECRET_UNREADABLE";
  }
  return "UNKNOWN";
}

std::string to_string(const Error& error) {
  std::string text = fmt::format("E{} {}: {}", static_cast<int>(error.code), name(error.code), error.message);
  if (!error.where.empty()) text += fmt::format(" ({})", error.where);
  if (!error.hint.empty()) text += fmt::format("\n  {}", error.hint);
  return text;
}

}  // namespace connections
