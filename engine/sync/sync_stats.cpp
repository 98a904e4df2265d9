#include "sync/sync_stats.h"

#include <nlohmann/json.hpp>

namespace connections::sync {

nlohmann::ordered_json to_json(const SyncStats& stats) {
  return {{"emails_scanned", stats.emails_scanned},
          {"emails_archived", stats.emails_archived},
          {"emails_unfetched", stats.emails_unfetched},
          {"bookings_enriched", stats.bookings_enriched},
          {"reviews_filed", stats.reviews_filed},
          {"waiting", stats.waiting},
          {"ignored", stats.ignored},
          {"failed", stats.failed},
          {"emails_gone", stats.emails_gone},
          {"full_list", stats.full_list},
          {"label_note", stats.label_note},
          {"names_taken_back", stats.names_taken_back},
          {"reviews_closed", stats.reviews_closed}};
}

}  // namespace connections::sync
