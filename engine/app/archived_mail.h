#pragma once

#include <string>

#include "app/store_session.h"
#include "mail/mail.h"
#include "store/tables/mail_list.h"

namespace connections::app {

/// The archived mail whose id begins so. kNotFound; kInvalidArgument if several do.
[[nodiscard]] Result<store::ListedMail> find_listed(StoreSession& session, const std::string& id);

struct OpenedMail {
  mail::Mail mail;
  std::string platform;  ///< of its connection: a platform's id or "auto"
};

/// The same one parsed as a sync parses it: when it was received, whose border is believed. Errors also those of
/// mail::Mail::parse.
[[nodiscard]] Result<OpenedMail> open_archived(Context& context, const std::string& id);

}  // namespace connections::app
