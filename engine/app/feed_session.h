#pragma once

#include "app/context.h"
#include "net/http_client.h"
#include "secrets/vault.h"
#include "sync/feeds/feed_refresh.h"

namespace connections::app {

/// What reading calendar feeds needs, for one process. The context must outlive it.
class FeedSession {
 public:
  /// Errors are those of Context.
  [[nodiscard]] static Result<std::unique_ptr<FeedSession>> open(Context& context);
  [[nodiscard]] const sync::FeedReading& reading() const noexcept { return reading_; }

 private:
  FeedSession(store::Database& database, std::filesystem::path key_file, std::filesystem::path rules);

  net::HttpClient http_;
  secrets::Vault vault_;
  std::filesystem::path rules_;
  sync::FeedReading reading_;
};

}  // namespace connections::app
