#include "sync/feeds/feed_setup.h"

namespace connections::sync {

Result<Acted<ImportedFeed>> import_place(const FeedReading& reading, const DecideContext& context,
                                         const FeedDescription& wanted) {
  TRY(check_description(wanted));
  const auto words = TRY(reading.words());
  const auto fetched = TRY(read_feed_place(reading, wanted.place));
  const auto address = TRY(account::seal_feed_address(reading.vault, context.workspace, wanted.place, context.now));
  return import_calendar(context, address, wanted, fetched, words);
}

}  // namespace connections::sync
