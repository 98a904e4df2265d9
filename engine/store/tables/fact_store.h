#pragma once

#include <optional>
#include <span>

#include "model/error.h"
#include "model/extraction.h"
#include "model/ids.h"
#include "model/time.h"
#include "store/sql/transaction.h"

/// `reservation_facts`: what was read out of each mail, one row a message.
namespace connections::store {

/// Where a mail's facts come from, and whose reservation they are about.
struct Provenance {
  bool authenticated = false;
  std::string authentication;          ///< why (not), one sentence
  std::optional<Instant> received_at;  ///< as the mail's border says
  std::string issuer;
  std::string listing;
};

/// What was read out of one mail; refers to what the caller owns.
struct MailFacts {
  MessageId message;
  const Extraction& extraction;
  const Provenance& provenance;
};

/// Replace what an earlier rule book read: of each mail once, with one statement.
[[nodiscard]] Result<void> save_extractions(Transaction& app, std::span<const MailFacts> mails, Instant now);
[[nodiscard]] Result<void> save_extraction(Transaction& app, const MessageId& message, const Extraction& extraction,
                                           const Provenance& provenance, Instant now);
[[nodiscard]] Result<std::optional<Extraction>> load_extraction(Transaction& app, const MessageId& message);

/// What was read, and whose it is: as save_extraction got it, but `authenticated` counts a person's word too.
struct StoredReading {
  Extraction facts;
  Provenance provenance;
};
[[nodiscard]] Result<std::optional<StoredReading>> load_reading(Transaction& app, const MessageId& message);

/// A person vouches for the mail's sender: it counts as authenticated, also when it is read again. kNotFound.
[[nodiscard]] Result<void> vouch_for(Transaction& app, const MessageId& message);

/// The row's `confidence`: a mail is as sure as the least sure of its name, dates and code; without any of
/// them, as sure as its kind.
[[nodiscard]] Confidence overall_confidence(const Extraction& extraction);

}  // namespace connections::store
