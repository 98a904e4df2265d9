// What came of the mails: stays, reservations, changes, reviews, facts.
#include "server/api/handlers.h"
#include "server/api/routes/route_table.h"

namespace connections::server {
namespace {

constexpr Parameter kFrom{"from", "date", "check-in on this day or later"};
constexpr Parameter kTo{"to", "date", "check-in on this day or earlier"};
constexpr Parameter kProperty{"property", "text", "of this property only"};
constexpr Parameter kLimit{"limit", "whole", "how many on a page (50)", 1, 200};
constexpr Parameter kCursor{"cursor", "text", "`next` of the page before"};
constexpr Parameter kDays{"days", "whole", "how many days from today (14)", 1, 365};
constexpr Parameter kStatus{"status", "open|resolved|dismissed|rejected|all", "default: open"};

constexpr Route kRoutes[]{
    {.method = "GET",
     .path = "/api/cohost/arrivals",
     .access = Access::kReader,
     .summary = "Each coming stay: named, or why not and what to do next",
     .query = {&kDays},
     .reply = "Arrivals",
     .answer = handlers::list_arrivals},
    {.method = "GET",
     .path = "/api/cohost/reservations",
     .access = Access::kReader,
     .summary = "What all mails about one reservation say together, of stays that have not ended",
     .query = {&kDays},
     .reply = "Reservations",
     .answer = handlers::list_reservations},
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
     .path = "/api/cohost/messages/{id}/facts",
     .access = Access::kReader,
     .summary = "What was read out of a mail: each value with its confidence, rules, bytes and rivals",
     .reply = "Reading",
     .answer = handlers::show_facts},
};

}  // namespace

std::span<const Route> booking_routes() noexcept { return kRoutes; }

}  // namespace connections::server
