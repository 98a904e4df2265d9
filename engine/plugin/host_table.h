#pragma once

#include <string>

#include "abi/plugin_abi.h"
#include "mail/mail.h"
#include "rules/evaluation/evaluator.h"

/// What the opaque handles of the plugin boundary are on the host's side.
struct connections_mail {
  const connections::mail::Mail& mail;
  const connections::rules::RuleBook& book;
  mutable connections::rules::Signals signals;  ///< of this call; the ABI hands the mail out const
  mutable std::string failure;                  ///< of a host service, or what recognise said; empty: none
};
struct connections_sink {
  connections::rules::Evaluation& evaluation;
  std::string plugin;           ///< "airbnb", for evidence of code
  mutable std::string failure;  ///< of a host service, or what the parser said to fail(); empty: none
  mutable std::string text;     ///< canonical text of the candidate handed out last
  std::size_t problems = 0;     ///< reported so far
};

namespace connections::plugin {

/// The one host service table. Its functions keep no state: any worker may call them.
[[nodiscard]] const connections_host& host_table() noexcept;

}  // namespace connections::plugin
