#include "app/calendar_import.h"

#include <filesystem>

#include "account/feed_address.h"
#include "app/feed_session.h"

namespace connections::app {

Result<sync::Acted<sync::ImportedFeed>> import_calendar(Context& context, StoreSession& session,
                                                        const sync::FeedDescription& wanted, Instant now) {
  sync::FeedDescription known = wanted;
  std::error_code error;  // the working folder is gone: the path as typed cannot be read either
  if (!account::is_feed_url(wanted.place))
    known.place = std::filesystem::absolute(wanted.place, error).lexically_normal().string();
  const auto feeds = TRY(FeedSession::open(context));
  return sync::import_place(feeds->reading(), TRY(session.deciding(now)), known);
}

}  // namespace connections::app
