#pragma once

#include "server/api/route.h"

/// The functions of the table of routes, a file for each part of the API. What they answer comes from view/.
namespace connections::server::handlers {

// process_handlers.cpp
HttpReply process_health(const Call& call);
HttpReply alive(const Call& call);
HttpReply ready(const Call& call);
HttpReply metrics(const Call& call);
HttpReply openapi(const Call& call);
HttpReply problem_code(const Call& call);
HttpReply push(const Call& call);

// connection_handlers.cpp
HttpReply list_connections(const Call& call);
HttpReply create_connection(const Call& call);
HttpReply show_connection(const Call& call);
HttpReply change_connection(const Call& call);
HttpReply delete_connection(const Call& call);
HttpReply list_labels(const Call& call);
HttpReply connection_health(const Call& call);
HttpReply list_alarms(const Call& call);

// sync_handlers.cpp
HttpReply sync(const Call& call);
HttpReply list_runs(const Call& call);
HttpReply sync_events(const Call& call);

// booking_handlers.cpp
HttpReply list_bookings(const Call& call);
HttpReply export_bookings(const Call& call);
HttpReply show_booking(const Call& call);
HttpReply type_booking(const Call& call);
HttpReply list_arrivals(const Call& call);
HttpReply list_reservations(const Call& call);

// feed_handlers.cpp
HttpReply list_feeds(const Call& call);
HttpReply show_feed(const Call& call);
HttpReply create_feed(const Call& call);
HttpReply refresh_feed(const Call& call);

// share_handlers.cpp
HttpReply list_shares(const Call& call);
HttpReply create_share(const Call& call);
HttpReply revoke_share(const Call& call);
HttpReply preview_share(const Call& call);
HttpReply shared_calendar(const Call& call);

// webhook_handlers.cpp
HttpReply list_webhooks(const Call& call);
HttpReply create_webhook(const Call& call);
HttpReply delete_webhook(const Call& call);
HttpReply list_deliveries(const Call& call);
HttpReply replay_delivery(const Call& call);

// key_handlers.cpp
HttpReply list_keys(const Call& call);
HttpReply create_key(const Call& call);
HttpReply revoke_key(const Call& call);

// reading_handlers.cpp
HttpReply show_facts(const Call& call);

// review_handlers.cpp
HttpReply list_reviews(const Call& call);
HttpReply show_review(const Call& call);
HttpReply decide_review(const Call& call);
HttpReply list_changes(const Call& call);
HttpReply list_booking_changes(const Call& call);
HttpReply undo_change(const Call& call);

// listing_handlers.cpp
HttpReply list_listings(const Call& call);
HttpReply link_listing(const Call& call);
HttpReply unlink_listing(const Call& call);

// gmail_handlers.cpp
HttpReply gmail_start(const Call& call);
HttpReply gmail_start_link(const Call& call);
HttpReply gmail_callback(const Call& call);

}  // namespace connections::server::handlers
