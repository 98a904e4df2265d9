#pragma once

#include <cstddef>
#include <string>

#include <nlohmann/json_fwd.hpp>

namespace connections::sync {

/// What one run did, counted. Every mail read ends in one of bookings_enriched,
/// reviews_filed, waiting, ignored and failed.
struct SyncStats {
  std::size_t emails_scanned = 0;    ///< mails the label listed
  std::size_t emails_archived = 0;   ///< of them new on the tape
  std::size_t emails_unfetched = 0;  ///< listed and not handed over; tried again next time
  std::size_t bookings_enriched = 0;
  std::size_t names_taken_back = 0;  ///< names that left their booking: cancelled, contradicted, contested
  std::size_t reviews_filed = 0;
  std::size_t reviews_closed = 0;  ///< items that the program could answer itself
  std::size_t waiting = 0;         ///< the feed may lag; tried again next time
  std::size_t ignored = 0;         ///< nothing to do: messages, payouts, bookings that say so already
  std::size_t failed = 0;          ///< could not be processed; tried again next time
  std::size_t emails_gone = 0;     ///< of the unfetched: mails that the source has said three times it does not have
  bool full_list = false;          ///< the whole label was listed, not only what is new
  std::string label_note = {};     ///< what happened to the label, in a sentence; empty: nothing
};

[[nodiscard]] nlohmann::ordered_json to_json(const SyncStats& stats);

}  // namespace connections::sync
