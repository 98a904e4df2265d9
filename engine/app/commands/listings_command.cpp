#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/review/listing_work.h"
#include "app/store_session.h"
#include "app/terminal/print_json.h"
#include "view/listing_view.h"

namespace connections::app {
namespace {

constexpr Option kListing{"LISTING", "id or name, as mails give it", Option::Type::kText, true};
constexpr Option kProperty{"PROPERTY", "property of a calendar feed", Option::Type::kText, true};
constexpr Option kOnly{"PROPERTY", "only this one of its properties"};
constexpr Option kPlatform{"--platform", "whose listing; only where mails of several name it"};

int run_list(Context& context, const Arguments& arguments) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  const auto listings = session->transact(view::read_listings);
  if (!listings) return report(listings.error());
  if (arguments.has(kJsonObject)) {
    print_json(view::to_json(*listings));
    return kDone;
  }
  const std::string text = view::listings_text(*listings);
  fmt::print("{}", text.empty() ? "No mail has named a listing yet.\n" : text);
  return kDone;
}

int run_link(Context& context, const Arguments& arguments) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  return print_answer(link_listing(*session, arguments.text(kListing), arguments.text(kProperty),
                                   arguments.text(kPlatform), Context::now()),
                      arguments.has(kJsonObject));
}

int run_unlink(Context& context, const Arguments& arguments) {
  auto session = StoreSession::open(context);
  if (!session) return report(session.error());
  return print_answer(unlink_listing(*session, arguments.text(kListing), arguments.text(kOnly), Context::now()),
                      arguments.has(kJsonObject));
}

constexpr Command kCommands[]{
    {.path = "listings", .summary = "Which property each listing that mails name is"},
    {.path = "listings list",
     .summary = "Listings with their properties, and those that mails wait for",
     .options = {&kJsonObject},
     .examples = "Example:  connections listings list",
     .run = run_list},
    {.path = "listings link",
     .summary = "Say which property a listing is; its mails are decided again at once",
     .options = {&kListing, &kProperty, &kPlatform, &kJsonObject},
     .examples = "Example:  connections listings link 7700101 \"Mill Cottage\"",
     .run = run_link},
    {.path = "listings unlink",
     .summary = "Forget which property a listing is",
     .options = {&kListing, &kOnly, &kJsonObject},
     .examples = "Example:  connections listings unlink 7700101",
     .run = run_unlink},
};

}  // namespace

std::span<const Command> listings_commands() { return kCommands; }

}  // namespace connections::app
