#pragma once

#include <string>
#include <vector>

#include "store/tables/connection_store.h"

namespace connections::account {

/// Two connections of a workspace with the same label would read each other's mails. kLabelConflict, and a critical
/// `label_isolation_violation` in the log, if another one of the same kind of source watches `label`.
[[nodiscard]] Result<void> refuse_shared_label(const std::vector<store::Connection>& all, const store::Connection& own,
                                               const std::string& label);

}  // namespace connections::account
