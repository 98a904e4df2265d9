#include "account/gmail_status.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "log/log.h"

namespace connections::account {
namespace {

using store::GmailStatus;

bool needs_a_person(Errc code) {
  static constexpr std::array kCodes{Errc::kInvalidGrant, Errc::kLabelNotConfigured, Errc::kLabelNotFound,
                                     Errc::kLabelConflict};
  return std::ranges::find(kCodes, code) != kCodes.end();
}

}  // namespace

std::string status_reason(const Error& error) {
  const std::string what = fmt::format("{}: {}", name(error.code), error.message);
  return error.hint.empty() ? what : fmt::format("{}; {}", what, error.hint);
}

Result<void> record_gmail_status(store::Database& database, const WorkspaceId& workspace,
                                 const store::Connection& connection, const Result<void>& ended, Instant now) {
  if (connection.source_kind != store::SourceKind::kGmail) return {};
  if (!ended && !needs_a_person(ended.error().code)) return {};
  const GmailStatus status = ended ? GmailStatus::kConnected : GmailStatus::kError;
  const std::string code(ended ? "" : name(ended.error().code));
  const std::string reason = ended ? "" : status_reason(ended.error());
  if (status == connection.gmail_status && reason == connection.gmail_error) return {};
  const auto kept = database.with(store::Role::kApp, workspace, [&](store::Transaction& app) {
    return ended ? store::set_gmail_status(app, connection.id, status)
                 : store::set_gmail_error(app, connection.id, code, reason, now);
  });
  if (!kept || status == connection.gmail_status) return kept;
  log::event(log::Channel::kGmailVerify, ended ? log::Level::kInfo : log::Level::kError, "connection_health",
             {{"connection", connection.id.value},
              {"from", store::name(connection.gmail_status)},
              {"to", store::name(status)},
              {"code", code}});
  return {};
}

}  // namespace connections::account
