#include "app/feed_session.h"

#include "rules/language/load_feed_words.h"

namespace connections::app {

FeedSession::FeedSession(store::Database& database, std::filesystem::path key_file, std::filesystem::path rules)
    : vault_(std::move(key_file)),
      rules_(std::move(rules)),
      reading_{.database = database, .vault = vault_, .http = http_, .words = [this] {
                 return rules::load_feed_words(rules_);
               }} {}

Result<std::unique_ptr<FeedSession>> FeedSession::open(Context& context) {
  const auto options = TRY(context.load_options());
  const auto database = TRY(context.database());
  return std::unique_ptr<FeedSession>(new FeedSession(*database, context.key_file(), options.rules));
}

}  // namespace connections::app
