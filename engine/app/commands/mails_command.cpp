#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/archived_mail.h"
#include "app/command.h"
#include "app/store_session.h"
#include "app/terminal/print_json.h"
#include "store/tables/fact_store.h"
#include "view/mail_view.h"

namespace connections::app {
namespace {

constexpr Option kOutcome{.name = "--outcome",
                          .doc = "only mails of this outcome",
                          .words = "pending|review|wait|quarantined|update|closed|ignore"};
constexpr Option kPlatform{"--platform", "only mails that were read as this platform's"};
constexpr Option kLimit{.name = "--limit",
                        .doc = "how many, newest first",
                        .type = Option::Type::kWhole,
                        .fallback = "100",
                        .least = 1,
                        .most = 100000};
constexpr Option kMail{"ID", "the mail's id, or how it begins", Option::Type::kText, true};

int run_list(Context& context, const Arguments& arguments) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const store::MailQuery query{.outcome = arguments.text(kOutcome),
                               .platform = arguments.text(kPlatform),
                               .limit = static_cast<std::size_t>(arguments.whole(kLimit))};
  const auto mails = session->transact([&](store::Transaction& app) { return store::list_mails(app, query); });
  if (!mails) return report(mails.error());
  const auto total = session->transact([&](store::Transaction& app) { return store::count_listed(app, query); });
  if (!total) return report(total.error());
  if (arguments.has(kJsonObject))
    print_json(view::mails_json(*mails, *total));
  else if (mails->empty())
    fmt::print("No such mail is archived.\n");
  else
    fmt::print("{}", view::mails_text(*mails, *total));
  return kDone;
}

int run_show(Context& context, const Arguments& arguments) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const auto mail = find_listed(*session, arguments.text(kMail));
  if (!mail) return report(mail.error());
  const auto facts =
      session->transact([&](store::Transaction& app) { return store::load_extraction(app, mail->message); });
  if (arguments.has(kJsonObject))
    print_json(view::to_json(*mail));
  else
    fmt::print("{}", view::mail_text(*mail, facts && *facts ? (*facts)->facts : std::vector<Fact>{}));
  return kDone;
}

constexpr Command kCommands[]{
    {.path = "mails", .summary = "What became of each archived mail, and why"},
    {.path = "mails list",
     .summary = "Archived mails, newest first, each with its outcome and the reason",
     .options = {&kOutcome, &kPlatform, &kLimit, &kJsonObject},
     .examples = "Examples:  connections mails list --outcome ignore\n"
                 "           connections mails list --platform vrbo --json\n\n"
                 "pending: not read or not decided yet; wait: its stay is expected in the calendar; review: a person\n"
                 "must decide; closed: that was done; update: it named a booking; ignore: nothing was to do;\n"
                 "quarantined: reading it ended the reader, and another version tries again.",
     .run = run_list},
    {.path = "mails show",
     .summary = "One mail: its outcome, what was read of it, and what to do next",
     .options = {&kMail, &kJsonObject},
     .examples = "Example:  connections mails show 5b1c77f0\n\n"
                 "connections explain --message ID shows every rule, byte and number.",
     .run = run_show},
};

}  // namespace

std::span<const Command> mails_commands() { return kCommands; }

}  // namespace connections::app
