#include "source/gmail/oauth/token_keeper.h"

#include <algorithm>

#include "secrets/memory.h"

namespace connections::source {
namespace {

/// Ahead of the expiry, so that no token dies between a request's start and its end.
constexpr std::chrono::seconds kAhead{5 * 60};
/// How soon a renewal that failed is tried again while the old token still holds.
constexpr std::chrono::seconds kRetryAfter{30};
/// Google ends the grants of an app in Testing after 7 days; a day more for clocks and idle hours.
constexpr std::chrono::days kTestingLife{8};

constexpr const char* kTestingHint =
    "a grant this young dies when the OAuth app is in \"Testing\": set it to \"In production\" in the Google project "
    "(config/README.md), then connect the mailbox again";

bool may_wait(const Error& error) { return error.code == Errc::kNetworkFailed || error.code == Errc::kSourceFailed; }

bool died_young(const StoredTokens& kept, Instant now) { return now - kept.born_at <= kTestingLife; }

}  // namespace

TokenKeeper::TokenKeeper(const OAuthClient& oauth, TokenStorage storage, std::function<Instant()> now)
    : oauth_(oauth), storage_(std::move(storage)), now_(std::move(now)) {}

TokenKeeper::~TokenKeeper() {
  if (held_) secrets::wipe(held_->access_token);
  if (last_ && *last_) secrets::wipe(**last_);
}

Result<std::string> TokenKeeper::token() {
  std::unique_lock lock(mutex_);
  if (held_ && now_() < held_->refresh_at) return held_->access_token;
  return renewed(lock, {});
}

Result<std::string> TokenKeeper::renew(std::string_view refused) {
  std::unique_lock lock(mutex_);
  if (held_ && held_->access_token != refused && now_() < held_->refresh_at) return held_->access_token;
  return renewed(lock, refused);
}

Result<std::string> TokenKeeper::renewed(std::unique_lock<std::mutex>& lock, std::string_view refused) {
  if (renewing_) {
    done_.wait(lock, [&] { return !renewing_; });
    return *last_;
  }
  renewing_ = true;
  lock.unlock();
  auto obtained = obtain(refused);
  lock.lock();
  renewing_ = false;
  if (obtained) {
    held_ = *obtained;
    last_ = obtained->access_token;
  } else if (refused.empty() && may_wait(obtained.error()) && held_ && now_() < held_->expires_at) {
    held_->refresh_at = now_() + kRetryAfter;  // Google is away and the old token still holds
    last_ = held_->access_token;
  } else {
    held_.reset();
    last_ = std::unexpected(obtained.error());
  }
  done_.notify_all();
  return *last_;
}

Result<TokenKeeper::Held> TokenKeeper::obtain(std::string_view refused) const {
  // Twice at most: the second time with what the person, or another process, has put there meanwhile.
  for (int attempt = 1;; ++attempt) {
    const auto kept = TRY(storage_.load());
    const bool usable = !kept.access_token.empty() && kept.access_token != refused && kept.expires_at &&
                        now_() < *kept.expires_at - kAhead;
    if (usable) return Held{kept.access_token, *kept.expires_at - kAhead, *kept.expires_at};
    auto fresh = refreshed(kept);
    if (fresh || attempt == 2) return fresh;
    if (fresh.error().code != Errc::kConflict && fresh.error().code != Errc::kInvalidGrant) return fresh;
    const auto again = TRY(storage_.load());
    if (again.refresh_token == kept.refresh_token) return fresh;
  }
}

Result<TokenKeeper::Held> TokenKeeper::refreshed(const StoredTokens& kept) const {
  const Instant asked = now_();
  auto grant = oauth_.refresh(kept.refresh_token);
  if (!grant) {
    if (grant.error().code == Errc::kInvalidGrant && died_young(kept, asked)) grant.error().hint = kTestingHint;
    return std::unexpected(grant.error());
  }
  StoredTokens fresh = kept;
  fresh.access_token = grant->access_token;
  fresh.expires_at = asked + grant->expires_in;
  if (!grant->refresh_token.empty()) fresh.refresh_token = grant->refresh_token;
  if (grant->refresh_expires_in) fresh.dies_at = asked + *grant->refresh_expires_in;
  TRY(storage_.save(fresh, kept.refresh_token));
  // A token that lives less than twice the margin is renewed at half its life, not at once.
  const auto ahead = std::min<std::chrono::seconds>(kAhead, grant->expires_in / 2);
  return Held{fresh.access_token, *fresh.expires_at - ahead, *fresh.expires_at};
}

}  // namespace connections::source
