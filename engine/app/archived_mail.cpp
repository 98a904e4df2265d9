#include "app/archived_mail.h"

#include <fmt/format.h>

#include "store/tables/connection_store.h"
#include "store/tables/mail_archive.h"
#include "sync/read_stage.h"

namespace connections::app {

Result<store::ListedMail> find_listed(StoreSession& session, const std::string& id) {
  constexpr std::size_t kEnough = 2;  // to know that there are several
  auto found = TRY(
      session.transact([&](store::Transaction& app) { return store::list_mails(app, {.id = id, .limit = kEnough}); }));
  if (found.size() == 1) return std::move(found.front());
  if (found.empty())
    return fail(Errc::kNotFound, fmt::format("no archived mail with id '{}'", id), {},
                "connections mails list shows the ids");
  return fail(Errc::kInvalidArgument, fmt::format("several mails have an id that begins with '{}'", id), {},
              "type more of it");
}

Result<OpenedMail> open_archived(Context& context, const std::string& id) {
  auto session = TRY(StoreSession::open(context));
  const auto listed = TRY(find_listed(session, id));
  const auto archived =
      TRY(session.transact([&](store::Transaction& app) { return store::load_mail(app, listed.message); }));
  const auto connection =
      session.transact([&](store::Transaction& app) { return store::find_connection(app, listed.connection); });
  auto borders = TRY(context.settings())->trusted_borders;
  if (connection) borders = sync::borders_of(*connection, std::move(borders));
  const plugin::Parsers parsers = TRY(context.parsers());
  const auto options = sync::parse_options(parsers.book(), borders, archived);
  return OpenedMail{.mail = TRY(mail::Mail::parse(archived.raw, options)),
                    .platform = connection ? connection->platform : "auto"};
}

}  // namespace connections::app
