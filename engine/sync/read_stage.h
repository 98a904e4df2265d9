#pragma once

#include <optional>
#include <span>

#include "mail/mail.h"
#include "model/extraction.h"
#include "store/tables/fact_store.h"
#include "store/tables/mail_archive.h"
#include "store/tables/progress_store.h"
#include "sync/sync_run.h"

namespace connections::sync {

/// One archived mail, read: its extraction, and who vouches for its sender.
struct ReadMail {
  Extraction facts;
  std::string issuer = {};  ///< whose reservation it is about: its platform, or a channel of a channel manager
  bool authenticated = false;
  std::string authentication;  ///< why (not), one sentence
  std::string holds_for = {};  ///< of an outcome that other parsers, rules or another engine may change (StageChange)
  Instant received;            ///< the earlier of the mail's own date and its arrival
  std::optional<store::MailDescription> description = {};  ///< of a mail that was not described yet
};

/// What the reading of a mail depends on, besides its bytes.
struct ReadingContext {
  ReadingContext(plugin::Parsers& with, const std::vector<std::string>& borders, const std::string& engine)
      : parsers(with), trusted_borders(borders), engine_version(engine) {}
  ReadingContext(const SyncRun& run) : ReadingContext(run.parsers, run.trusted_borders, run.engine_version) {}

  plugin::Parsers& parsers;
  const std::vector<std::string>& trusted_borders;
  const std::string& engine_version;
};

/// How an archived mail is parsed by whatever reads it.
[[nodiscard]] mail::ParseOptions parse_options(const rules::RuleBook& book, const std::vector<std::string>& borders,
                                               const store::ArchivedMail& archived);

/// Reads an archived mail with the connection's parser, in this process, and describes it if it is not described yet
/// (raw_metadata is null): it is parsed once. Pure but for the parser: the same bytes,
/// parser and rules give the same answer. A mail that cannot be read has the problem "mail_unreadable" and goes to
/// review.
[[nodiscard]] ReadMail read_archived(const ReadingContext& run, const store::ArchivedMail& archived,
                                     const std::string& platform);

/// The same where the run wants it done: by run.reader in another process, or in this one. A mail that no other process
/// survived, kMostDeaths times, has the problem "mail_quarantined" and goes to review. kIo: there is no other process.
[[nodiscard]] Result<ReadMail> read_mail(const SyncRun& run, const store::ArchivedMail& archived,
                                         const std::string& platform);

/// read_mail; in this process with a record of each reading that begins, so that a mail which ended the process
/// kMostDeaths times is not read again by this engine, parsers and rules. Errors: those of read_mail and the store.
[[nodiscard]] Result<ReadMail> read_guarded(const SyncRun& run, const store::MessageProgress& progress,
                                            const std::string& platform);

/// Whether mails of this connection can be read at all: with its platform's parser refused or missing, or without any
/// parser, they stay pending. kPluginRefused.
[[nodiscard]] Result<void> check_parser(const SyncRun& run, const std::string& platform);

/// Whose reservation the mail is about and who vouches for it, as it is stored.
[[nodiscard]] store::Provenance provenance_of(const ReadMail& read);

/// What was read in a mail, and where it goes from there.
struct MailReading {
  MessageId message;
  store::Stage stage = store::Stage::kExtracted;
  ReadMail read;
};
/// Saves what was read in mails, each once, and moves them on, in the caller's transaction: some statements, however
/// many there are.
[[nodiscard]] Result<void> save_readings(store::Transaction& app, std::span<const MailReading> readings, Instant now);

}  // namespace connections::sync
