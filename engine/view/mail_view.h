#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "model/extraction.h"
#include "store/tables/mail_list.h"

namespace connections::view {

/// What may have become of an archived mail, and what it means, in the order of their weight.
struct MailOutcome {
  std::string_view name;
  std::string_view meaning;
};
[[nodiscard]] std::span<const MailOutcome> mail_outcomes() noexcept;

/// Why the mail has its outcome, as one or more sentences; never empty.
[[nodiscard]] std::string why(const store::ListedMail& mail);

/// A contract: keys are only added.
[[nodiscard]] nlohmann::ordered_json to_json(const store::ListedMail& mail);
/// {"items": […], "total": how many fit the query}
[[nodiscard]] nlohmann::ordered_json mails_json(const std::vector<store::ListedMail>& mails, std::size_t total);
/// Two lines a mail, of at most 80 columns: when, id, outcome and subject; below it the reason.
[[nodiscard]] std::string mails_text(const std::vector<store::ListedMail>& mails, std::size_t total);
/// One mail: its envelope, its outcome with the reason, what was read, and what to do next.
[[nodiscard]] std::string mail_text(const store::ListedMail& mail, const std::vector<Fact>& facts);

}  // namespace connections::view
