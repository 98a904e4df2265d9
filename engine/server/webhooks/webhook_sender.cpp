#include "server/webhooks/webhook_sender.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "account/webhook_endpoint.h"
#include "log/log.h"
#include "secrets/webhook_signature.h"
#include "server/webhooks/retry.h"
#include "store/tables/workspace_store.h"
#include "store/webhooks/delivery_store.h"

namespace connections::server {
namespace {

using store::Role;
using store::Transaction;

constexpr std::chrono::seconds kTimeout{20};    // the standard: 15 to 30
constexpr std::chrono::minutes kLease{2};       // of a delivery that is under way
constexpr std::size_t kMostAnswer = 64u << 10;  // of a receiver's reply, which nobody reads
constexpr std::size_t kMostInARow = 100;        // of one workspace, before the next one has its turn

/// Sends what one workspace has.
class Sender {
 public:
  Sender(const WebhookSending& sending, const WorkspaceId& workspace, Instant now, SendTally& tally)
      : sending_(sending), workspace_(workspace), now_(now), tally_(tally) {}

  Result<void> run() {
    TRY(in_workspace([&](Transaction& app) { return store::collect_deliveries(app, now_); }));
    for (std::size_t i = 0; i < kMostInARow; ++i) {
      const auto taken =
          TRY(in_workspace([&](Transaction& app) { return store::take_delivery(app, failing_, now_, now_ + kLease); }));
      if (!taken) return {};
      TRY(deliver(*taken));
    }
    return {};
  }

 private:
  template <class F>
  std::invoke_result_t<F&, Transaction&> in_workspace(F&& fn) {
    return sending_.database.with(Role::kApp, workspace_, std::forward<F>(fn));
  }

  Result<void> deliver(const store::Delivery& one) {
    const auto answer = post(one);
    if (answer && receipt_of(answer->status) == Receipt::kTaken) {
      ++tally_.delivered;
      return in_workspace([&](Transaction& app) { return store::set_delivered(app, one.id, now_); });
    }
    ++tally_.failed;
    failing_.push_back(one.endpoint);
    const std::string why = answer ? fmt::format("status {}", answer->status) : to_string(answer.error());
    log_failure(one, answer ? "" : name(answer.error().code), answer ? answer->status : 0);
    if (answer && receipt_of(answer->status) == Receipt::kGone) return give_endpoint_up(one, why);
    return in_workspace(
        [&](Transaction& app) { return store::set_undelivered(app, one.id, why, next_attempt(one, answer), now_); });
  }

  Result<void> give_endpoint_up(const store::Delivery& one, const std::string& why) {
    return in_workspace([&](Transaction& app) -> Result<void> {
      TRY(store::set_undelivered(app, one.id, why, std::nullopt, now_));
      return store::disable_endpoint(app, one.endpoint, now_);
    });
  }

  Result<net::Response> post(const store::Delivery& one) {
    const auto stored = TRY(in_workspace([&](Transaction& app) { return store::find_endpoint(app, one.endpoint); }));
    const auto endpoint = TRY(account::open_endpoint(sending_.vault, workspace_, stored));
    const auto timestamp = now_.time_since_epoch().count();
    const auto signature = secrets::webhook_signature(endpoint.secret, one.id, timestamp, one.body);
    if (!signature) return fail(Errc::kSecretUnreadable, "the webhook's secret is malformed");
    return sending_.http.send({.method = "POST",
                               .url = endpoint.url,
                               .headers = {{"Content-Type", "application/json"},
                                           {"webhook-id", one.id},
                                           {"webhook-timestamp", std::to_string(timestamp)},
                                           {"webhook-signature", *signature}},
                               .body = one.body,
                               .total_timeout = kTimeout,
                               .max_bytes = kMostAnswer,
                               .addresses = sending_.addresses,
                               .allow_http = sending_.allow_http,
                               .max_redirects = 0});
  }

  [[nodiscard]] std::optional<Instant> next_attempt(const store::Delivery& one,
                                                    const Result<net::Response>& answer) const {
    const auto pause = retry_after(one.attempts, sending_.jitter());
    if (!pause) return std::nullopt;
    const auto header = answer ? answer->header("Retry-After") : std::nullopt;
    const auto asked = header ? asked_wait(*header) : std::nullopt;
    return now_ + std::max(*pause, asked.value_or(std::chrono::seconds{0}));
  }

  void log_failure(const store::Delivery& one, std::string_view code, int status) const {
    log::event(log::Channel::kSync, log::Level::kWarning, "webhook_failed",
               {{"workspace", workspace_.value},
                {"delivery", one.id},
                {"endpoint", one.endpoint},
                {"attempt", one.attempts},
                {"code", code},
                {"status", status}});
  }

  const WebhookSending& sending_;
  const WorkspaceId& workspace_;
  Instant now_;
  SendTally& tally_;
  std::vector<std::string> failing_;  ///< endpoints that failed in this call
};

}  // namespace

Result<SendTally> send_webhooks(const WebhookSending& sending, Instant now) {
  SendTally tally;
  const auto workspaces =
      TRY(sending.database.as_owner([](Transaction& owner) { return store::list_workspaces(owner); }));
  for (const store::Workspace& one : workspaces) TRY(Sender(sending, one.id, now, tally).run());
  return tally;
}

}  // namespace connections::server
