#include "view/schema_table.h"

namespace connections::view {
namespace {

using Member = SchemaMember;

constexpr Member kError[]{{"code", "text", "stable; a program branches on it"},
                          {"message", "text", "one sentence"},
                          {"where", "text"},
                          {"hint", "text", "what to do next; may be empty"}};
constexpr Member kFieldError[]{{"field", "text", "a member of the body, or ?parameter"}, {"message", "text"}};
constexpr Member kProblem[]{{"type", "text", "/problems/CODE"},
                            {"title", "text"},
                            {"status", "whole"},
                            {"detail", "text", "one sentence about this occurrence"},
                            {"code", "text", "stable; a program branches on it"},
                            {"hint", "text", "what to do next; may be empty"},
                            {"error", "Error", "the same for clients of earlier versions"},
                            {"errors", "FieldError[]", "with INVALID_FIELDS", true},
                            {"current", "any", "with PRECONDITION_FAILED: the document as it is now", true}};
constexpr Member kProblemCode[]{{"code", "text"}, {"status", "whole"}, {"title", "text"}};

constexpr Member kConnection[]{{"id", "uuid"},
                               {"name", "text"},
                               {"platform", "text"},
                               {"source", "gmail|folder"},
                               {"reservation_label", "text", "exact name of the Gmail label"},
                               {"folder", "text"},
                               {"border", "text", "server that received a folder's mails; empty: as the settings say"},
                               {"gmail_address", "text", "empty until Google has told"},
                               {"gmail_status", "pending|connected|error"},
                               {"gmail_error_code", "text", "e.g. invalid_grant; empty without an error"},
                               {"gmail_error", "text"},
                               {"error_since", "time?"},
                               {"last_synced_at", "time?"}};
constexpr Member kConnections[]{{"items", "Connection[]"}};
constexpr Member kNewConnection[]{{"platform", "text", "airbnb, vrbo, booking, pms, auto, or one of your own"},
                                  {"name", "text", "unique in the workspace; default: the platform", true},
                                  {"reservation_label", "text", "exact name of the Gmail label", true}};
constexpr Member kConnectionChange[]{{"reservation_label", "text", "the next sync reads all of it"}};
constexpr Member kDeletedConnection[]{{"id", "uuid"},
                                      {"deleted", "flag"},
                                      {"revoked", "flag", "Google has ended the access"},
                                      {"why_not", "text", "why it was not revoked"}};
constexpr Member kLabel[]{
    {"id", "text"}, {"name", "text"}, {"type", "system|user", "system: Gmail's own, such as INBOX"}};
constexpr Member kLabels[]{{"items", "Label[]"}};
constexpr Member kStartLink[]{{"url", "text", "open it in a browser"}, {"expires_at", "time"}};

constexpr Member kSyncStats[]{{"emails_scanned", "whole", "mails the label listed"},
                              {"emails_archived", "whole", "of them new"},
                              {"emails_unfetched", "whole", "listed and not handed over; tried again next time"},
                              {"bookings_enriched", "whole"},
                              {"reviews_filed", "whole"},
                              {"waiting", "whole", "the feed may lag; tried again next time"},
                              {"ignored", "whole", "nothing to do"},
                              {"failed", "whole"},
                              {"emails_gone", "whole"},
                              {"full_list", "flag"},
                              {"label_note", "text"},
                              {"names_taken_back", "whole"},
                              {"reviews_closed", "whole", "items that closed themselves"}};
constexpr Member kRun[]{{"id", "uuid"},
                        {"connection", "uuid"},
                        {"status", "running|done|failed|interrupted"},
                        {"started_at", "time"},
                        {"finished_at", "time?"},
                        {"error", "text"},
                        {"stats", "any", "as SyncStats, once it has ended"}};
constexpr Member kRuns[]{{"items", "Run[]", "newest first"}};
constexpr Member kSyncRequested[]{{"connection", "uuid"}, {"runs", "text", "where the run will show: poll it"}};

constexpr Member kLastRun[]{{"status", "running|done|failed|interrupted"},
                            {"started_at", "time"},
                            {"finished_at", "time?"},
                            {"error", "text"},
                            {"stats", "any"}};
constexpr Member kUnfetched[]{{"gmail_message_id", "text"}, {"error", "text"},          {"attempts", "whole"},
                              {"first_failed_at", "time"},  {"last_failed_at", "time"}, {"gone_at", "time?"}};
constexpr Member kWaiting[]{{"message", "uuid"},    {"guest_name", "text?"}, {"check_in", "date?"},
                            {"check_out", "date?"}, {"code", "text?"},       {"why", "text"}};
constexpr Member kAdvice[]{{"what", "text"}, {"since", "time?"}, {"command", "text"}};
constexpr Member kWatch[]{{"expires_at", "time?"}, {"error", "text"}};
constexpr Member kConnectionHealth[]{{"connection", "uuid"},
                                     {"name", "text"},
                                     {"source", "gmail|folder"},
                                     {"gmail_status", "text?", "pending, connected, error; null for a folder"},
                                     {"gmail_error_code", "text", "e.g. invalid_grant; empty without an error"},
                                     {"gmail_error", "text"},
                                     {"error_since", "time?"},
                                     {"advice", "Advice?", "what a person should do"},
                                     {"last_synced_at", "time?"},
                                     {"last_run", "LastRun?"},
                                     {"emails_unfetched", "whole"},
                                     {"unfetched", "Unfetched[]"},
                                     {"emails_pending", "whole"},
                                     {"emails_waiting", "whole"},
                                     {"emails_quarantined", "whole", "reading them ended the reader"},
                                     {"watch", "Watch?"},
                                     {"waiting", "WaitingMail[]"},
                                     {"alarms", "Alarm[]", "what fell silent"}};

constexpr Member kAlarm[]{
    {"kind",
     "stays_without_mails|mails_without_stays|unknown_template|label_emptied|token_dying|"
     "feed_stopped|sync_stopped"},
    {"cause", "token|label|emptied|run|idle|template|filter|feed|calendar|unknown", "the likely one"},
    {"platform", "text"},
    {"connection", "uuid?", "that a person must look at"},
    {"feed", "uuid?"},
    {"since", "time", "token_dying: when it will end"},
    {"what", "text", "one sentence"},
    {"next", "text", "what to do"}};
constexpr Member kAlarms[]{{"items", "Alarm[]"}};
constexpr Member kAlarmTotals[]{{"total", "whole"}, {"kinds", "any", "how many of each kind"}, {"counted_at", "time"}};

constexpr Member kDatabaseHealth[]{{"reachable", "flag"}, {"error", "text"}};
constexpr Member kRulesHealth[]{{"rule_book", "text"},
                                {"loaded_at", "time"},
                                {"error", "text"},
                                {"error_since", "time?"},
                                {"prefilter_fallbacks", "whole"}};
constexpr Member kRefused[]{{"id", "text"}, {"why", "text"}};
constexpr Member kPluginsHealth[]{{"refused", "RefusedParser[]"}};
constexpr Member kTotals[]{
    {"total", "whole"}, {"in_error", "whole"}, {"must_reconnect", "whole"}, {"counted_at", "time"}};
constexpr Member kProcessHealth[]{{"status", "ok|attention|failing"},
                                  {"database", "DatabaseHealth"},
                                  {"rules", "RulesHealth"},
                                  {"plugins", "PluginsHealth"},
                                  {"connections", "ConnectionTotals?"},
                                  {"alarms", "AlarmTotals?", "what fell silent"}};

constexpr Member kBooking[]{{"id", "uuid"},
                            {"platform", "text"},
                            {"property", "text"},
                            {"check_in", "date"},
                            {"check_out", "date"},
                            {"state", "confirmed|tentative|cancelled"},
                            {"block", "flag", "no stay: an owner's block, a preparation day"},
                            {"code", "text?"},
                            {"guest_name", "text?"},
                            {"guest_name_source", "none|feed|mail|person"},
                            {"guest_count", "whole?"},
                            {"enrichment_reason", "text?", "Code Match, Exact Date, …"},
                            {"confidence", "number?"},
                            {"feed_summary", "text"},
                            {"question", "text?", "what a person is asked about the stay itself"},
                            {"reviews", "uuid[]", "open review items that could name it"}};
constexpr Member kBookings[]{{"items", "Booking[]", "by check-in"}, {"next", "text?", "cursor of the next page"}};
constexpr Member kTypedValues[]{{"guest_name", "text", "", true}, {"guest_count", "whole", "0 to 99", true}};
constexpr Member kArrival[]{
    {"booking", "Booking"},
    {"named", "flag"},
    {"why", "named|decide|question|no_name|unreadable|not_connected|broken|feed_broken|no_mail"},
    {"what", "text", "one sentence"},
    {"next", "text", "what to do; empty: nothing"},
    {"review", "uuid?", "the item to decide"}};
constexpr Member kArrivals[]{{"from", "date"},
                             {"days", "whole"},
                             {"named", "whole"},
                             {"total", "whole"},
                             {"sentence", "text", "12 of 13 arrivals named"},
                             {"items", "Arrival[]", "by check-in"}};
constexpr Member kReservationMail[]{{"id", "uuid"}, {"kind", "text"}, {"received_at", "time"}};
constexpr Member kReservation[]{{"platform", "text?", "whose reservation it is; null: no mail says so"},
                                {"codes", "text[]"},
                                {"state", "requested|confirmed|altered|doubtful|cancelled"},
                                {"guest_name", "text?", "the fullest writing of it"},
                                {"names_disagree", "flag"},
                                {"check_in", "date?"},
                                {"check_out", "date?"},
                                {"guest_count", "whole?"},
                                {"listing", "text?", "id or name, as its mails say"},
                                {"booking", "uuid?", "the stay that it named"},
                                {"messages", "ReservationMail[]", "by date"}};
constexpr Member kReservations[]{{"from", "date"}, {"days", "whole"}, {"items", "Reservation[]", "by check-in"}};
constexpr Member kReviewItem[]{{"id", "uuid"},
                               {"status", "open|resolved|dismissed|rejected"},
                               {"message", "uuid"},
                               {"connection", "uuid"},
                               {"guest_name", "text?"},
                               {"check_in", "date?"},
                               {"check_out", "date?"},
                               {"code", "text?"},
                               {"reasons", "any", "why a person decides: code and message"},
                               {"candidates", "any", "stays with their terms and vetoes, best first"},
                               {"created_at", "time"}};
constexpr Member kReviewItems[]{{"items", "ReviewItem[]", "oldest first"}};
constexpr Member kDecision[]{{"decision", "accept|reject|resolve|dismiss",
                              "accept writes the guest into a booking; reject: it is not this stay"},
                             {"booking", "uuid", "which one; default: the only candidate", true}};
constexpr Member kChange[]{{"id", "uuid"},
                           {"booking", "uuid"},
                           {"message", "uuid?"},
                           {"run", "uuid?"},
                           {"source", "none|feed|mail|person"},
                           {"enrichment_reason", "text"},
                           {"before", "any", "guest_name, guest_count, enriched_code"},
                           {"after", "any"},
                           {"decision", "any", "the arithmetic"},
                           {"changed_at", "time"}};
constexpr Member kChanges[]{{"items", "Change[]", "newest first"}, {"next", "text?", "cursor of the next page"}};
constexpr Member kFeed[]{{"id", "uuid"},
                         {"platform", "text"},
                         {"property", "text"},
                         {"address", "text", "without its secret"},
                         {"listings", "text[]"},
                         {"time_zone", "text"},
                         {"last_refreshed_at", "time?", "last time that it was read whole"},
                         {"checked_at", "time?", "last good look"},
                         {"refreshes", "whole"},
                         {"error", "text"},
                         {"error_since", "time?"},
                         {"failures", "whole", "in a row"},
                         {"changed_at", "time?"},
                         {"last_change", "any", "inserted, updated, cancelled and the stays"}};
constexpr Member kFeeds[]{{"items", "Feed[]"}};
constexpr Member kNewFeed[]{{"url", "text", "https://… or webcal://…"},
                            {"platform", "text"},
                            {"property", "text", "as the host calls it"},
                            {"listings", "text[]", "ids or names on the platform, as mails call it", true},
                            {"time_zone", "text", "Europe/Paris", true}};
constexpr Member kShare[]{{"id", "uuid"},
                          {"name", "text", "who it is for"},
                          {"profile", "owner|cleaner|lock", "how much it shows"},
                          {"property", "text", "empty: every property"},
                          {"created_at", "time"},
                          {"last_used_at", "time?", "to the hour"},
                          {"revoked_at", "time?"},
                          {"url", "text", "when it is made, and never again", true}};
constexpr Member kShares[]{{"items", "CalendarShare[]", "oldest first"}};
constexpr Member kNewShare[]{
    {"name", "text", "who it is for"},
    {"profile", "owner|cleaner|lock",
     "owner: name, party, code, phone's last digits; cleaner: first name and party; lock: phone's last digits"},
    {"property", "text", "of this property only", true}};
constexpr Member kReading[]{{"message", "uuid"},
                            {"platform", "text"},
                            {"kind", "text", "confirmed, cancellation, …"},
                            {"may", "enrich|review|archive", "what this kind of mail may do at most"},
                            {"received_at", "time?"},
                            {"authenticated", "flag", "by its sender's domain, or a person vouches for it"},
                            {"authentication", "text"},
                            {"issuer", "text", "whose reservation it is about"},
                            {"listing", "text"},
                            {"reading", "any", "facts, candidates and evidence, as connections explain shows them"}};
constexpr Member kKey[]{{"id", "uuid"},
                        {"name", "text"},
                        {"role", "reader|operator|owner"},
                        {"created_at", "time"},
                        {"last_used_at", "time?", "to the hour"},
                        {"revoked_at", "time?"},
                        {"key", "text", "when it is made, and never again", true}};
constexpr Member kKeys[]{{"items", "Key[]", "oldest first"}};
constexpr Member kNewKey[]{{"name", "text", "what it is for"},
                           {"role", "reader|operator|owner", "operator: sync, decide, undo; owner: everything"}};
constexpr Member kWebhook[]{{"id", "uuid"},
                            {"address", "text", "without its secret"},
                            {"created_at", "time"},
                            {"disabled_at", "time?", "it answered 410"},
                            {"secret", "text", "whsec_…: when it is made, and never again", true}};
constexpr Member kWebhooks[]{{"items", "Webhook[]", "oldest first"}};
constexpr Member kNewWebhook[]{{"url", "text", "https://…"}};
constexpr Member kDelivery[]{{"id", "uuid", "webhook-id of the request"},
                             {"webhook", "uuid"},
                             {"type", "text",
                              "booking.enriched, booking.taken_back, review.needed, "
                              "connection.unhealthy, silence.raised"},
                             {"status", "pending|delivered|given_up"},
                             {"attempts", "whole"},
                             {"created_at", "time"},
                             {"due_at", "time?", "next attempt"},
                             {"delivered_at", "time?"},
                             {"given_up_at", "time?"},
                             {"last_error", "text"},
                             {"body", "any", "as sent: type, timestamp, data with ids"}};
constexpr Member kDeliveries[]{{"items", "Delivery[]", "newest first"}};
constexpr Member kSkipped[]{{"uid", "text"}, {"reason", "text"}, {"message", "text"}};
constexpr Member kFeedChange[]{{"inserted", "whole"},
                               {"updated", "whole"},
                               {"unchanged", "whole"},
                               {"cancelled", "whole"},
                               {"questions", "text[]", "for a person"},
                               {"skipped", "SkippedEvent[]"},
                               {"not_modified", "flag", "the server says that nothing changed"}};
constexpr Member kListingLink[]{{"platform", "text"}, {"listing", "text"},
                                {"property", "text"}, {"origin", "code|review|person"},
                                {"uses", "whole"},    {"last_used_at", "time"}};
constexpr Member kSeenListing[]{{"platform", "text"}, {"listing", "text"}, {"mails", "whole"}, {"waiting", "whole"}};
constexpr Member kListingQuestion[]{{"platform", "text"}, {"listing", "text"}, {"mails", "whole", "that wait for it"}};
constexpr Member kListings[]{{"links", "ListingLink[]"}, {"seen", "SeenListing[]"}, {"questions", "ListingQuestion[]"}};
constexpr Member kNewLink[]{{"listing", "text", "id or name, as mails give it"},
                            {"property", "text", "of a calendar feed"},
                            {"platform", "text", "default: the one whose mails name it", true}};

constexpr Member kAlive[]{{"alive", "flag"}};
constexpr Member kReady[]{{"ready", "flag"}};

constexpr Schema kSchemas[]{
    {"Error", "What went wrong", kError},
    {"FieldError", "A wrong member of a body, or a wrong parameter", kFieldError},
    {"Problem", "An error reply (RFC 9457)", kProblem},
    {"ProblemCode", "What a code of an error reply means", kProblemCode},
    {"Connection", "The link between the workspace and a mailbox", kConnection},
    {"Connections", "Every connection, by name", kConnections},
    {"NewConnection", "A connection to make; it reads a label of Gmail", kNewConnection},
    {"ConnectionChange", "What to change of a connection", kConnectionChange},
    {"DeletedConnection", "How a deletion ended at Google", kDeletedConnection},
    {"Label", "A label of the mailbox", kLabel},
    {"Labels", "Every label of the mailbox", kLabels},
    {"StartLink", "A link that connects a mailbox without a key", kStartLink},
    {"SyncStats", "What one sync did", kSyncStats},
    {"Run", "One sync of a connection", kRun},
    {"Runs", "Syncs of a connection", kRuns},
    {"SyncRequested", "A sync that will run", kSyncRequested},
    {"LastRun", "The last sync", kLastRun},
    {"Unfetched", "A mail that the source lists and did not hand over", kUnfetched},
    {"WaitingMail", "A mail that waits for the calendar", kWaiting},
    {"Advice", "What a person should do", kAdvice},
    {"Watch", "Whether Gmail tells of new mail by itself", kWatch},
    {"ConnectionHealth", "How a connection fares", kConnectionHealth},
    {"Alarm", "Something fell silent, or is about to", kAlarm},
    {"Alarms", "What fell silent", kAlarms},
    {"AlarmTotals", "Alarms of all workspaces", kAlarmTotals},
    {"DatabaseHealth", "Whether the database answers", kDatabaseHealth},
    {"RulesHealth", "Which rules are active, and why newer ones are not", kRulesHealth},
    {"RefusedParser", "A parser that was not loaded", kRefused},
    {"PluginsHealth", "Parsers", kPluginsHealth},
    {"ConnectionTotals", "Connections of all workspaces", kTotals},
    {"Booking", "A stay of a calendar feed, with what mails added", kBooking},
    {"Bookings", "A page of bookings", kBookings},
    {"TypedValues", "What a person types into a booking; no mail ever replaces it", kTypedValues},
    {"Arrival", "A coming stay: named, or why not and what to do next", kArrival},
    {"Arrivals", "Stays that begin soon", kArrivals},
    {"ReservationMail", "A mail about a reservation", kReservationMail},
    {"Reservation", "What all mails about one reservation say together", kReservation},
    {"Reservations", "Reservations whose stays have not ended", kReservations},
    {"ReviewItem", "A question for a person", kReviewItem},
    {"ReviewItems", "Questions for a person", kReviewItems},
    {"Decision", "What a person decides about a review item", kDecision},
    {"Change", "A change of a booking, with its arithmetic", kChange},
    {"Changes", "A page of changes", kChanges},
    {"Feed", "A calendar feed", kFeed},
    {"Feeds", "Calendar feeds", kFeeds},
    {"NewFeed", "A calendar feed to read", kNewFeed},
    {"CalendarShare", "A calendar that was handed out", kShare},
    {"CalendarShares", "Calendars that were handed out", kShares},
    {"NewCalendarShare", "A calendar to hand out", kNewShare},
    {"Reading", "What was read out of a mail", kReading},
    {"Key", "An API key", kKey},
    {"Keys", "API keys", kKeys},
    {"NewKey", "An API key to make", kNewKey},
    {"Webhook", "Where events are sent", kWebhook},
    {"Webhooks", "Where events are sent", kWebhooks},
    {"NewWebhook", "Where to send events", kNewWebhook},
    {"Delivery", "One event for one webhook", kDelivery},
    {"Deliveries", "Events for one webhook", kDeliveries},
    {"SkippedEvent", "An event that could not be used", kSkipped},
    {"FeedChange", "What one reading of a feed did", kFeedChange},
    {"ListingLink", "Which property a listing is", kListingLink},
    {"SeenListing", "A listing that mails name", kSeenListing},
    {"ListingQuestion", "A listing that mails wait for", kListingQuestion},
    {"Listings", "Listings and their properties", kListings},
    {"NewListingLink", "Says which property a listing is", kNewLink},
    {"Alive", "The process answers", kAlive},
    {"Ready", "Whether the process can work", kReady},
    {"ProcessHealth", "State of this process", kProcessHealth},
};

}  // namespace

std::span<const Schema> all_schemas() noexcept { return kSchemas; }

}  // namespace connections::view
