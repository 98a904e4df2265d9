#pragma once

#include <functional>
#include <memory>

#include "sync/sync_run.h"

namespace connections::sync {

/// Makes the source of a connection's mails.
using SourceFactory = std::function<Result<std::unique_ptr<source::Source>>(const store::Connection&)>;

/// One sync of one connection, from the label to the bookings: lock → verify → archive → read → decide. Every step is
/// a commit of some mails, keyed by the mail, so a killed run resumes where it was and a repeated one changes nothing.
///
/// Errors: kSyncInProgress, kLabelConflict, those of the source and the store. What single mails lack is no error: it
/// is in the stats, the review items and the fetch failures.
[[nodiscard]] Result<SyncStats> sync_connection(const SyncRun& run, const ConnectionId& id,
                                                const SourceFactory& make_source);

}  // namespace connections::sync
