#include "account/gmail_grant.h"

#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "account/gmail_status.h"
#include "account/shared_label.h"
#include "log/log.h"
#include "secrets/digest.h"
#include "secrets/memory.h"
#include "secrets/random.h"
#include "source/gmail/oauth/pkce.h"
#include "store/access/api_key_store.h"
#include "store/access/oauth_attempt_store.h"

namespace connections::account {
namespace {

using store::Role;
using store::Transaction;

constexpr std::chrono::seconds kWaitForSync{60};
constexpr std::chrono::milliseconds kAskAgain{250};

Result<void> check_connection(const store::Connection& connection) {
  if (connection.source_kind != store::SourceKind::kGmail)
    return fail(Errc::kInvalidArgument, fmt::format("the connection '{}' reads a folder, not Gmail", connection.name),
                {}, "connections connection create --platform PLATFORM --label LABEL makes one for Gmail");
  if (connection.reservation_label.empty())
    return fail(Errc::kLabelNotConfigured, fmt::format("the connection '{}' has no label to watch", connection.name),
                {}, fmt::format("connections connection set-label '{}' LABEL, then connect", connection.name));
  return {};
}

secrets::SecretPlace verifier_place(const store::OAuthAttempt& attempt) {
  return {attempt.workspace, attempt.connection, secrets::Purpose::kCodeVerifier};
}

/// A run that continues with the old tokens would overwrite the cursor of the new mailbox.
Result<store::ConnectionLock> lock_when_free(GmailAccounts& accounts, const store::OAuthAttempt& attempt) {
  const auto until = std::chrono::steady_clock::now() + kWaitForSync;
  for (;;) {
    auto lock = accounts.database.try_lock_connection(attempt.workspace, attempt.connection);
    if (lock || lock.error().code != Errc::kSyncInProgress || std::chrono::steady_clock::now() >= until) return lock;
    std::this_thread::sleep_for(kAskAgain);
  }
}

Result<void> exchange_and_store(GmailAccounts& accounts, const store::OAuthAttempt& attempt, const std::string& code) {
  auto verifier = TRY(accounts.vault.open(attempt.sealed_verifier, verifier_place(attempt)));
  const Instant asked = accounts.now();
  const auto grant = accounts.oauth.exchange(code, verifier, attempt.redirect_uri);
  secrets::wipe(verifier);
  if (!grant) return std::unexpected(grant.error());
  return store_tokens(
      accounts, attempt.workspace, attempt.connection,
      {.refresh_token = grant->refresh_token,
       .access_token = grant->access_token,
       .expires_at = asked + grant->expires_in,
       .born_at = asked,
       .dies_at = grant->refresh_expires_in ? std::optional(asked + *grant->refresh_expires_in) : std::nullopt});
}

Result<store::Connection> record(GmailAccounts& accounts, const store::OAuthAttempt& attempt, const Mailbox& mailbox) {
  const ConnectionId& id = attempt.connection;
  return accounts.database.with(Role::kApp, attempt.workspace, [&](Transaction& app) -> Result<store::Connection> {
    TRY(store::set_gmail_address(app, id, mailbox.address));
    if (mailbox.label_id) TRY(store::set_gmail_label_id(app, id, *mailbox.label_id));
    if (mailbox.label_id) {
      TRY(store::set_gmail_status(app, id, store::GmailStatus::kConnected));
    } else {
      const Error& error = mailbox.label_id.error();
      TRY(store::set_gmail_error(app, id, std::string(name(error.code)), status_reason(error), accounts.now()));
    }
    return store::find_connection(app, id);
  });
}

void log_health(const store::Connection& before, const FinishedGrant& after) {
  log::event(log::Channel::kGmailVerify, after.label_error ? log::Level::kError : log::Level::kInfo,
             "connection_health",
             {{"connection", before.id.value},
              {"from", store::name(before.gmail_status)},
              {"to", store::name(after.connection.gmail_status)},
              {"code", after.label_error ? name(after.label_error->code) : ""}});
}

/// The key that began it must still be one.
Result<void> check_key(GmailAccounts& accounts, const store::OAuthAttempt& attempt) {
  if (attempt.api_key.empty()) return {};
  const auto key =
      TRY(accounts.database.as_owner([&](Transaction& owner) { return store::find_api_key(owner, attempt.api_key); }));
  if (key && key->workspace == attempt.workspace) return {};
  return fail(Errc::kForbidden, "the API key that began this was revoked meanwhile", {},
              "begin again with another key");
}

Result<store::OAuthAttempt> take_attempt(GmailAccounts& accounts, const GrantAnswer& answer) {
  auto attempt = accounts.database.as_owner([&](Transaction& owner) {
    return store::take_oauth_attempt(owner, secrets::sha256_hex(answer.state), accounts.now());
  });
  if (!attempt) return attempt;
  if (!secrets::equal_in_constant_time(attempt->binding_hash, secrets::sha256_hex(answer.binding)))
    return fail(Errc::kForbidden, "the answer comes from another browser than the request", {},
                "start the connection again and finish it in the same browser");
  TRY(check_key(accounts, *attempt));
  return attempt;
}

}  // namespace

Result<BegunGrant> begin_grant(GmailAccounts& accounts, const WorkspaceId& workspace, const ConnectionId& connection,
                               const std::string& redirect_uri, const std::string& api_key) {
  TRY(accounts.oauth.configured());
  const auto pkce = source::make_pkce();
  const BegunGrant begun{.consent_url = {}, .state = secrets::one_time_token(), .binding = secrets::one_time_token()};
  const Instant now = accounts.now();
  store::OAuthAttempt attempt{.workspace = workspace,
                              .connection = connection,
                              .state_hash = secrets::sha256_hex(begun.state),
                              .sealed_verifier = {},
                              .binding_hash = secrets::sha256_hex(begun.binding),
                              .redirect_uri = redirect_uri,
                              .expires_at = now + kGrantLife,
                              .api_key = api_key};
  auto verifier = TRY(accounts.vault.seal(pkce.verifier, verifier_place(attempt), now));
  attempt.sealed_verifier = std::move(verifier);
  TRY(accounts.database.with(Role::kApp, workspace, [&](Transaction& app) -> Result<void> {
    const auto found = TRY(store::find_connection(app, connection));
    TRY(check_connection(found));
    const auto all = TRY(store::list_connections(app));
    TRY(refuse_shared_label(all, found, found.reservation_label));
    return store::create_oauth_attempt(app, attempt, now);
  }));
  return BegunGrant{.consent_url = accounts.oauth.consent_url(
                        {.redirect_uri = redirect_uri, .state = begun.state, .code_challenge = pkce.challenge}),
                    .state = begun.state,
                    .binding = begun.binding};
}

Result<FinishedGrant> finish_grant(GmailAccounts& accounts, const GrantAnswer& answer, const LookIntoMailbox& look) {
  const auto attempt = TRY(take_attempt(accounts, answer));
  const log::Scope ids(
      nlohmann::ordered_json{{"workspace", attempt.workspace.value}, {"connection", attempt.connection.value}});
  const auto lock = TRY(lock_when_free(accounts, attempt));
  const auto before = TRY(accounts.database.with(Role::kApp, attempt.workspace, [&](Transaction& app) {
    return store::find_connection(app, attempt.connection);
  }));
  TRY(exchange_and_store(accounts, attempt, answer.code));
  const auto tokens = std::make_shared<source::TokenKeeper>(
      accounts.oauth, token_storage(accounts, attempt.workspace, attempt.connection), accounts.now);
  const Mailbox mailbox = look(tokens, before);
  auto now = TRY(record(accounts, attempt, mailbox));
  FinishedGrant finished{.workspace = attempt.workspace,
                         .connection = std::move(now),
                         .earlier_address = before.gmail_address,
                         .label_error = {}};
  if (!mailbox.label_id) finished.label_error = mailbox.label_id.error();
  log_health(before, finished);
  return finished;
}

}  // namespace connections::account
