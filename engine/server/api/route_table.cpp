#include <algorithm>

#include "server/api/handlers.h"
#include "server/api/route.h"

namespace connections::server {
namespace {

constexpr Parameter kAfter{"after", "uuid", "only runs that began after this one"};
constexpr Parameter kRunLimit{"limit", "whole", "how many, newest first (50)", 1, 200};
constexpr Parameter kLink{"link", "text", "from gmail/start-link, for a browser that has no key"};

constexpr Parameter kFrom{"from", "date", "check-in on this day or later"};
constexpr Parameter kTo{"to", "date", "check-in on this day or earlier"};
constexpr Parameter kProperty{"property", "text", "of this property only"};
constexpr Parameter kLimit{"limit", "whole", "how many on a page (50)", 1, 200};
constexpr Parameter kCursor{"cursor", "text", "`next` of the page before"};
constexpr Parameter kDays{"days", "whole", "how many days from today (14)", 1, 365};
constexpr Parameter kStatus{"status", "open|resolved|dismissed|rejected|all", "default: open"};
constexpr Parameter kListing{"listing", "text", "id or name, as mails give it"};
constexpr Parameter kLinked{"property", "text", "the link to this property only"};

constexpr Route kRoutes[]{
    {.method = "GET",
     .path = "/health",
     .access = Access::kPublic,
     .summary = "Database, rule book, refused parsers, connections in error; 503 if the database is away",
     .reply = "ProcessHealth",
     .answer = handlers::process_health},
    {.method = "GET",
     .path = "/healthz",
     .access = Access::kPublic,
     .summary = "The process answers",
     .reply = "Alive",
     .answer = handlers::alive},
    {.method = "GET",
     .path = "/readyz",
     .access = Access::kPublic,
     .summary = "The process can work; 503 if the database is away",
     .reply = "Ready",
     .answer = handlers::ready},
    {.method = "GET",
     .path = "/openapi.json",
     .access = Access::kPublic,
     .summary = "This API as an OpenAPI 3.1 document",
     .reply = "any",
     .answer = handlers::openapi},
    {.method = "GET",
     .path = "/problems/{code}",
     .access = Access::kPublic,
     .summary = "What a code of an error reply means",
     .reply = "ProblemCode",
     .errors = {"NOT_FOUND"},
     .answer = handlers::problem_code},
    {.method = "POST",
     .path = kWatchPath,
     .access = Access::kGoogle,
     .summary = "Notifications of Gmail through Pub/Sub, if configured",
     .status = 204,
     .any_query = true,
     .answer = handlers::push},

    {.method = "GET",
     .path = "/api/cohost/connections",
     .access = Access::kReader,
     .summary = "Every connection, by name",
     .reply = "Connections",
     .answer = handlers::list_connections},
    {.method = "POST",
     .path = "/api/cohost/connections",
     .access = Access::kOwner,
     .summary = "Make a connection that reads a label of Gmail",
     .body = "NewConnection",
     .status = 201,
     .reply = "Connection",
     .errors = {"CONFLICT"},
     .answer = handlers::create_connection},
    {.method = "GET",
     .path = "/api/cohost/connections/{id}",
     .access = Access::kReader,
     .summary = "One connection",
     .reply = "Connection",
     .answer = handlers::show_connection},
    {.method = "PATCH",
     .path = "/api/cohost/connections/{id}",
     .access = Access::kOwner,
     .summary = "Watch another label; the next sync reads all of it",
     .body = "ConnectionChange",
     .reply = "Connection",
     .answer = handlers::change_connection},
    {.method = "DELETE",
     .path = "/api/cohost/connections/{id}",
     .access = Access::kOwner,
     .summary = "End the access to the mailbox and forget the connection; its mails stay archived",
     .reply = "DeletedConnection",
     .errors = {"SYNC_IN_PROGRESS", "CONFIG_INVALID"},
     .answer = handlers::delete_connection},
    {.method = "GET",
     .path = "/api/cohost/connections/{id}/labels",
     .access = Access::kOperator,
     .summary = "The labels of the mailbox, to choose one",
     .reply = "Labels",
     .errors = {"invalid_grant", "SOURCE_FAILED", "NETWORK_FAILED", "CONFIG_INVALID"},
     .answer = handlers::list_labels},
    {.method = "GET",
     .path = "/api/cohost/connections/{id}/health",
     .access = Access::kReader,
     .summary = "gmail_status, advice, last run, mails not fetched and why, pending, waiting",
     .reply = "ConnectionHealth",
     .answer = handlers::connection_health},
    {.method = "POST",
     .path = "/api/cohost/connections/{id}/sync",
     .access = Access::kOperator,
     .summary = "Sync now: emails_scanned, bookings_enriched, …; with Prefer: respond-async 202 and where to poll",
     .reply = "SyncStats",
     .errors = {"SYNC_IN_PROGRESS", "LABEL_NOT_CONFIGURED", "LABEL_NOT_FOUND", "LABEL_CONFLICT", "invalid_grant",
                "SOURCE_FAILED", "NETWORK_FAILED", "INTERRUPTED"},
     .answer = handlers::sync},
    {.method = "GET",
     .path = "/api/cohost/connections/{id}/syncs",
     .access = Access::kReader,
     .summary = "Syncs of the connection, newest first",
     .query = {&kAfter, &kRunLimit},
     .reply = "Runs",
     .answer = handlers::list_runs},
    {.method = "GET",
     .path = "/api/cohost/connections/{id}/gmail/start",
     .access = Access::kOwnerOrLink,
     .summary = "Send the browser to Google's consent page",
     .query = {&kLink},
     .status = 302,
     .errors = {"LABEL_NOT_CONFIGURED", "LABEL_CONFLICT", "INVALID_ARGUMENT", "CONFIG_INVALID"},
     .answer = handlers::gmail_start},
    {.method = "POST",
     .path = "/api/cohost/connections/{id}/gmail/start-link",
     .access = Access::kOwner,
     .summary = "A link of ten minutes that lets a browser without a key connect this mailbox",
     .status = 201,
     .reply = "StartLink",
     .errors = {"CONFIG_INVALID"},
     .answer = handlers::gmail_start_link},
    {.method = "GET",
     .path = "/api/cohost/connections/gmail/callback",
     .access = Access::kPublic,
     .summary = "Where Google sends the browser back to: stores the access, verifies the label, shows the mailbox",
     .reply = "text/html",
     .errors = {"BAD_REQUEST", "FORBIDDEN", "SYNC_IN_PROGRESS", "invalid_grant", "SOURCE_FAILED", "NETWORK_FAILED",
                "CONFIG_INVALID"},
     .any_query = true,
     .answer = handlers::gmail_callback},

    {.method = "GET",
     .path = "/api/cohost/arrivals",
     .access = Access::kReader,
     .summary = "Each coming stay: named, or why not and what to do next",
     .query = {&kDays},
     .reply = "Arrivals",
     .answer = handlers::list_arrivals},
    {.method = "GET",
     .path = "/api/cohost/bookings",
     .access = Access::kReader,
     .summary = "Bookings by check-in, a page at a time",
     .query = {&kFrom, &kTo, &kProperty, &kLimit, &kCursor},
     .reply = "Bookings",
     .answer = handlers::list_bookings},
    {.method = "GET",
     .path = "/api/cohost/bookings.csv",
     .access = Access::kReader,
     .summary = "The same for a spreadsheet; texts that look like formulas are escaped",
     .query = {&kFrom, &kTo, &kProperty},
     .reply = "text/csv",
     .answer = handlers::export_bookings},
    {.method = "GET",
     .path = "/api/cohost/bookings/{id}",
     .access = Access::kReader,
     .summary = "One booking; its ETag goes into If-Match",
     .reply = "Booking",
     .answer = handlers::show_booking},
    {.method = "PATCH",
     .path = "/api/cohost/bookings/{id}",
     .access = Access::kOperator,
     .summary = "Type a guest or a party; no mail ever replaces it. Needs If-Match",
     .body = "TypedValues",
     .reply = "Booking",
     .errors = {"CONFLICT", "PRECONDITION_FAILED", "PRECONDITION_REQUIRED"},
     .answer = handlers::type_booking},
    {.method = "GET",
     .path = "/api/cohost/bookings/{id}/changes",
     .access = Access::kReader,
     .summary = "Who put the name there: every change, with its mail and arithmetic",
     .query = {&kLimit},
     .reply = "Changes",
     .answer = handlers::list_booking_changes},
    {.method = "GET",
     .path = "/api/cohost/changes",
     .access = Access::kReader,
     .summary = "Changes of all bookings, newest first, a page at a time",
     .query = {&kLimit, &kCursor},
     .reply = "Changes",
     .answer = handlers::list_changes},
    {.method = "POST",
     .path = "/api/cohost/changes/{id}/undo",
     .access = Access::kOperator,
     .summary = "Take a change back; its mail is not decided by the program again",
     .reply = "Booking",
     .errors = {"CONFLICT"},
     .answer = handlers::undo_change},
    {.method = "GET",
     .path = "/api/cohost/review-items",
     .access = Access::kReader,
     .summary = "What a person must decide, oldest first",
     .query = {&kStatus},
     .reply = "ReviewItems",
     .answer = handlers::list_reviews},
    {.method = "GET",
     .path = "/api/cohost/review-items/{id}",
     .access = Access::kReader,
     .summary = "One of them; its ETag goes into If-Match",
     .reply = "ReviewItem",
     .answer = handlers::show_review},
    {.method = "PUT",
     .path = "/api/cohost/review-items/{id}/decision",
     .access = Access::kOperator,
     .summary = "Accept it into a booking, reject, resolve or dismiss it. Needs If-Match",
     .body = "Decision",
     .reply = "ReviewItem",
     .errors = {"CONFLICT", "INVALID_ARGUMENT", "PRECONDITION_FAILED", "PRECONDITION_REQUIRED"},
     .answer = handlers::decide_review},
    {.method = "GET",
     .path = "/api/cohost/listings",
     .access = Access::kReader,
     .summary = "Which property a listing is, and listings that mails name",
     .reply = "Listings",
     .answer = handlers::list_listings},
    {.method = "PUT",
     .path = "/api/cohost/listings",
     .access = Access::kOperator,
     .summary = "Say which property a listing is; the next sync decides its mails again",
     .body = "NewListingLink",
     .reply = "ListingLink",
     .errors = {"INVALID_ARGUMENT"},
     .answer = handlers::link_listing},
    {.method = "DELETE",
     .path = "/api/cohost/listings",
     .access = Access::kOperator,
     .summary = "Forget which property a listing is",
     .query = {&kListing, &kLinked},
     .status = 204,
     .answer = handlers::unlink_listing},
};

}  // namespace

std::span<const Route> all_routes() noexcept { return kRoutes; }

std::string_view name(Access access) noexcept {
  static constexpr std::array<std::string_view, 6> kNames{"everyone", "Google", "reader", "operator", "owner", "owner"};
  return kNames[static_cast<std::size_t>(access)];
}

std::vector<std::string_view> errors_of(const Route& route) {
  std::vector<std::string_view> all;
  const auto add = [&](std::string_view code) {
    if (!code.empty() && std::ranges::find(all, code) == all.end()) all.push_back(code);
  };
  if (route.access != Access::kPublic && route.access != Access::kGoogle)
    for (const std::string_view code : {"UNAUTHORIZED", "FORBIDDEN", "BUSY", "STORE_UNAVAILABLE"}) add(code);
  if (!route.any_query) add("INVALID_FIELDS");
  if (!route.body.empty())
    for (const std::string_view code : {"BAD_REQUEST", "LIMIT_EXCEEDED", "UNSUPPORTED_MEDIA_TYPE"}) add(code);
  for (const std::string_view code : route.errors) add(code);
  return all;
}

std::vector<std::string_view> places_of(std::string_view path) {
  std::vector<std::string_view> places;
  for (auto open = path.find('{'); open != std::string_view::npos; open = path.find('{', open + 1))
    places.push_back(path.substr(open + 1, path.find('}', open) - open - 1));
  return places;
}

}  // namespace connections::server
