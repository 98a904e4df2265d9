#include "app/gmail_look.h"

#include "source/gmail/api/labels.h"
#include "source/gmail/api/profile.h"

namespace connections::app {

account::LookIntoMailbox look_into_mailbox(const GmailSession& gmail) {
  return [&gmail](const auto& tokens, const store::Connection& connection) -> account::Mailbox {
    source::GmailAccess access = gmail.access(tokens);
    access.timing.max_tries = source::kInteractiveTries;
    const auto address = source::mailbox_address(access);
    // By its name alone: ids are the mailbox's own, and this one may be another mailbox than before.
    const auto label = source::verify_label(access, {.name = connection.reservation_label});
    return {.address = address.value_or(""),
            .label_id = label ? Result<std::string>(label->id) : std::unexpected(label.error())};
  };
}

}  // namespace connections::app
