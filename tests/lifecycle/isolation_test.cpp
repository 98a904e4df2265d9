// Two workspaces with the same mails and calendars never touch each other.
#include <gmock/gmock.h>

#include "lifecycle/mailbox.h"
#include "store/tables/booking_store.h"
#include "support/postgres.h"

namespace connections::test {
namespace {

TEST(Isolation, AMailOfOneWorkspaceNeverNamesABookingOfAnother) {
  store::Database database = fresh_store();
  Mailbox with_mail(database, "with-mail");
  Mailbox with_calendar(database, "with-calendar");
  with_mail.add_mail("airbnb/confirmed-en-us-new-layout.eml");
  with_calendar.import_feed("airbnb-harbour-loft.ics", "Harbour Loft");

  const auto stats = with_mail.sync(database);
  ASSERT_TRUE(stats);
  EXPECT_EQ(stats->bookings_enriched, 0u);
  EXPECT_THAT(with_mail.rows(database), testing::HasSubstr("not_in_calendar"));
  const auto bookings = database.with(store::Role::kApp, with_calendar.workspace(),
                                      [](store::Transaction& app) { return store::list_bookings(app); });
  ASSERT_TRUE(bookings);
  for (const Booking& booking : *bookings) EXPECT_EQ(booking.guest_name_source, ValueSource::kNone) << booking.ical_uid;
}

}  // namespace
}  // namespace connections::test
