#pragma once

#include <string>

#include "store/sql/database.h"
#include "store/tables/connection_store.h"

namespace connections::account {

/// Brings gmail_status in line with how a run of a Gmail connection ended: `error` with its reason if only a person
/// can help (invalid_grant, a label that is missing or in use), `connected` if it succeeded, unchanged if it was
/// interrupted or Gmail was unreachable. A change is logged as `connection_health`. Errors: those of the store.
[[nodiscard]] Result<void> record_gmail_status(store::Database& database, const WorkspaceId& workspace,
                                               const store::Connection& connection, const Result<void>& ended,
                                               Instant now);

/// What is stored as connections.gmail_error: "CODE: what; what to do", one line.
[[nodiscard]] std::string status_reason(const Error& error);

}  // namespace connections::account
