#include "app/gmail_look.h"

#include <fmt/format.h>

#include "model/suggest.h"

namespace connections::app {

Result<std::string> label_id_of(const std::string& name, const std::vector<source::MailboxLabel>& labels) {
  std::vector<std::string_view> own;
  std::string listed;
  for (const source::MailboxLabel& label : labels) {
    if (label.name == name) return label.id;
    if (label.system) continue;
    own.push_back(label.name);
    listed += fmt::format("{}'{}'", listed.empty() ? "" : ", ", label.name);
  }
  if (listed.empty()) listed = "none";
  return fail(Errc::kLabelNotFound, fmt::format("the mailbox has no label '{}'; it has {}", name, listed), {},
              rules::suggest(name, own));
}

server::LookIntoMailbox look_into_mailbox(GmailSession& gmail) {
  return [&gmail](source::AccessTokens& tokens, const store::Connection& connection) -> server::Mailbox {
    const std::string& api = gmail.google().endpoints.api_url;
    const auto address = source::mailbox_address(gmail.http(), api, tokens);
    server::Mailbox mailbox{.address = address.value_or(""), .label_id = {}};
    const auto labels = source::mailbox_labels(gmail.http(), api, tokens);
    if (labels)
      mailbox.label_id = label_id_of(connection.reservation_label, *labels);
    else
      mailbox.label_id = std::unexpected(labels.error());
    return mailbox;
  };
}

}  // namespace connections::app
