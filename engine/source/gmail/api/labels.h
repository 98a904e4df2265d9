#pragma once

#include <string>
#include <vector>

#include "model/error.h"
#include "source/gmail/api/gmail_access.h"
#include "source/source.h"

namespace connections::source {

class GmailCaller;

/// One label of a mailbox. System labels have words for ids (INBOX), a person's have ids like "Label_41".
struct Label {
  std::string id;  ///< for the label's life; the name may change
  std::string name;
  bool system = false;
};

/// What a connection knows of the label it watches.
struct WantedLabel {
  std::string name;     ///< as configured; compared exactly
  std::string id = {};  ///< as verified before; empty: never
};

/// Finds the wanted label among those of the mailbox. The name wins: if it belongs to another id than before, the
/// label was deleted and made again (`remade`). If nothing has the name but the id lives, it was `renamed`: `name` is
/// the new one. Errors: kLabelNotConfigured, kLabelNotFound (the message lists the person's own labels, the hint the
/// nearest). Pure; any thread.
[[nodiscard]] Result<VerifiedLabel> choose_label(const WantedLabel& wanted, const std::vector<Label>& all);

/// Every label of the mailbox, in its own order; one request. Errors: those of GmailCaller.
[[nodiscard]] Result<std::vector<Label>> list_labels(GmailCaller& caller);
[[nodiscard]] Result<std::vector<Label>> list_labels(const GmailAccess& access);

/// Asks Gmail for its labels and chooses. Errors: those of choose_label, and of GmailCaller: among them
/// kInvalidGrant, kNetworkFailed, kSourceFailed, kInterrupted.
[[nodiscard]] Result<VerifiedLabel> verify_label(GmailCaller& caller, const WantedLabel& wanted);
/// The same for callers without a GmailCaller: when connecting.
[[nodiscard]] Result<VerifiedLabel> verify_label(const GmailAccess& access, const WantedLabel& wanted);

}  // namespace connections::source
