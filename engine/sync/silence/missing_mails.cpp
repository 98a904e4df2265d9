#include "sync/silence/missing_mails.h"

#include <fmt/format.h>

#include "sync/health.h"
#include "sync/silence/find_alarms.h"
#include "sync/silence/surprise.h"

namespace connections::sync {
namespace {

constexpr double kLooksAYear = 365;  ///< a window of a week is another one every day, or nearly

MissingCause token_ended(const store::Connection& one) {
  return {.cause = Cause::kToken,
          .connection = one.id,
          .what = fmt::format("Google has ended the access of '{}' to the mailbox", one.name),
          .next = fmt::format("connections gmail connect --connection {}", one.id.value)};
}

MissingCause label_wrong(const store::Connection& one) {
  return {.cause = Cause::kLabel,
          .connection = one.id,
          .what = fmt::format("'{}': {}", one.name, one.gmail_error),
          .next = fmt::format("connections connection set-label {} LABEL", one.id.value)};
}

MissingCause runs_fail(const store::Connection& one, const store::SyncRun& run) {
  return {.cause = Cause::kRun,
          .connection = one.id,
          .what = fmt::format("the syncs of '{}' fail: {}", one.name, run.error),
          .next = fmt::format("connections sync --connection {}", one.id.value)};
}

/// What keeps the connection from reading its mailbox, if anything does.
std::optional<MissingCause> blocked(const ConnectionFacts& facts, Instant now) {
  const store::Connection& one = facts.connection;
  if (must_reconnect(one)) return token_ended(one);
  if (one.source_kind == store::SourceKind::kGmail && one.gmail_status == store::GmailStatus::kError)
    return label_wrong(one);
  if (facts.last_run && facts.last_run->status == store::RunStatus::kFailed) return runs_fail(one, *facts.last_run);
  if (one.last_synced_at.value_or(one.created_at) + kSyncMayRest > now) return std::nullopt;
  return MissingCause{.cause = Cause::kIdle,
                      .connection = one.id,
                      .what = fmt::format("'{}' is not being synced", one.name),
                      .next = "connections serve"};
}

MissingCause cause_in(const ConnectionFacts& facts, Instant since, Instant now) {
  const store::Connection& one = facts.connection;
  if (auto found = blocked(facts, now)) return *std::move(found);
  if (is_emptied(facts, now))
    return {.cause = Cause::kEmptied,
            .connection = one.id,
            .what = fmt::format("the label of '{}' lists no mail any more", one.name),
            .next = "look at the label in the mailbox, and at the filter that fills it"};
  if (facts.mails.empty() || facts.mails.front().received_at < since)
    return {.cause = Cause::kFilter,
            .connection = one.id,
            .what = fmt::format("no mail has come into the label of '{}' since", one.name),
            .next = "look in the mailbox for mails of the platform: the filter that labels them may be broken"};
  if (surge_of_unread(facts, now))
    return {.cause = Cause::kTemplate,
            .connection = one.id,
            .what = fmt::format("mails come into '{}' in a form that no rule reads", one.name),
            .next = "connections reviews list: a rule or a newer version is needed"};
  return {.cause = Cause::kUnknown,
          .connection = one.id,
          .what = fmt::format("mails come into '{}', and none is about these stays", one.name),
          .next = "look in the mailbox for mails about these stays: do they reach the label?"};
}

}  // namespace

std::optional<MissingCause> cause_of_missing_mails(const SilenceFacts& facts, const std::string& platform,
                                                   Instant since, Instant now) {
  std::optional<MissingCause> best;
  for (const ConnectionFacts& one : facts.connections) {
    if (!reads_platform(one.connection, platform)) continue;
    auto cause = cause_in(one, since, now);
    if (!best || best->cause > cause.cause) best = std::move(cause);  // causes are in the order of elimination
  }
  return best;
}

MissingCause why_not_synced(const ConnectionFacts& facts, Instant now) { return *blocked(facts, now); }

std::optional<Surge> surge_of_unread(const ConnectionFacts& facts, Instant now) {
  Surge surge;
  Record before;
  for (const store::SeenMail& mail : facts.mails) {
    if (mail.received_at + kTemplateWindow > now) {
      ++surge.all;
      if (!mail.unread) continue;
      ++surge.bad;
      surge.since = mail.received_at;
    } else {
      ++before.all;
      if (!mail.unread) ++before.good;
    }
  }
  if (!is_surge(before, surge.bad, surge.all, kLooksAYear)) return std::nullopt;
  return surge;
}

bool is_emptied(const ConnectionFacts& facts, Instant now) {
  return facts.emptied && facts.emptied->since + kEmptiedIsNews > now;
}

}  // namespace connections::sync
