#pragma once

#include <string>
#include <vector>

#include "model/extraction.h"
#include "store/sql/transaction.h"
#include "store/tables/change_store.h"

namespace connections::sync {

/// Ids of the rules that read the guest and the party of a mail: those of the winning values' evidence, each once.
[[nodiscard]] std::vector<std::string> rules_of_values(const Extraction& facts);

/// The same of the mail behind a change, as it was read when the change was made; of a change that does not say, as it
/// is read now. Empty if no mail is behind it.
[[nodiscard]] Result<std::vector<std::string>> rules_behind(store::Transaction& app,
                                                            const store::BookingChange& change);

}  // namespace connections::sync
