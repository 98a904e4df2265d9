#pragma once

#include <string>
#include <vector>

#include "model/booking.h"
#include "sync/reread/archive_walk.h"
#include "sync/reread/reading_diff.h"
#include "sync/sync_stats.h"

namespace connections::sync {

/// A mail that reads otherwise.
struct MailDiff {
  MessageId message;
  std::string subject;
  std::vector<FieldDiff> fields;
};

/// A booking whose guest or party would change, or did.
struct Flip {
  Booking booking;            ///< as it was
  std::string before, after;  ///< the guest; empty: none
  std::string why;            ///< "Code Match", "Taken back: …"
};

/// How many mails a report lists one by one; the figures count all.
inline constexpr std::size_t kListedMails = 200;

/// What reading the archive again did, or would do.
struct Reread {
  std::size_t mails = 0;        ///< read again
  std::size_t quarantined = 0;  ///< left out: reading them ended this engine
  std::size_t different = 0;    ///< read otherwise; only these are written
  ReadingTally tally;
  std::vector<MailDiff> listed;  ///< the first kListedMails that differ in a value
  std::vector<Flip> flips;
  std::optional<SyncRunId> run;  ///< under which `undo --run` finds the flips; nothing: none was written
  SyncStats stats;               ///< of deciding again
};

/// Reads the archive again with run.parsers, without its source, and decides everything open again. Mails that read as
/// before are not touched; what a person closed stays closed; a name that stands on a booking is corrected there by the
/// mail that wrote it, and never moved to another. Each mail is one commit, so that a killed re-read goes on where it
/// was when it is asked for again. No sync of the connections runs meanwhile. One mail at a time is in memory; deciding
/// needs the facts of those that are open or read otherwise.
///
/// Errors: kSyncInProgress, kInterrupted, those of the store.
[[nodiscard]] Result<Reread> reread(const SyncRun& run, const ArchiveWanted& wanted);

/// The same without a trace: what would be gained, lost and changed, and which bookings would flip. Mails that differ
/// are spooled to a file without a name until they are decided in a transaction that is taken back.
[[nodiscard]] Result<Reread> rehearse_reread(const SyncRun& run, const ArchiveWanted& wanted);

}  // namespace connections::sync
