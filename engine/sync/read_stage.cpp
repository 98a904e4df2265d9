#include "sync/read_stage.h"

#include <algorithm>

#include <fmt/format.h>

#include "mail/address.h"
#include "match/story.h"
#include "store/tables/fact_store.h"
#include "store/tables/progress_store.h"

namespace connections::sync {
namespace {

/// Passing is not enough: the domain that passed must be one of the platform's.
void judge_sender(const mail::Mail& mail, const rules::Platform* platform, ReadMail& read) {
  const mail::AuthVerdict& verdict = mail.auth();
  read.authentication = verdict.reason;
  if (verdict.state != mail::AuthState::kPassed || platform == nullptr) return;
  const auto& trusted = platform->trusted_domains;
  read.authenticated = std::any_of(trusted.begin(), trusted.end(), [&](const std::string& domain) {
    return mail::is_domain_of(verdict.domain, domain);
  });
  if (!read.authenticated)
    read.authentication = fmt::format("{} passed, which is no domain of {}", verdict.domain, platform->name);
}

}  // namespace

ReadMail read_archived(const SyncRun& run, const store::ArchivedMail& archived, const std::string& platform) {
  ReadMail read;
  mail::ParseOptions options;
  options.received = archived.received_at;
  options.fallback_received = archived.processed_at;
  options.trusted_borders = run.trusted_borders;
  read.received = archived.received_at.value_or(archived.processed_at);
  const auto mail = mail::Mail::parse(archived.raw, options);
  if (!mail) {
    read.facts.rule_book = run.parsers.book().hash;
    read.facts.may = Permission::kReview;
    read.facts.kind_reason = mail.error().message;
    read.facts.problems.push_back({"mail_unreadable", mail.error().message});
    read.authentication = "the mail cannot be read";
    return read;
  }
  read.received = mail->received();
  read.facts = run.parsers.extract(*mail, platform);
  judge_sender(*mail, run.parsers.book().platform(read.facts.platform), read);
  return read;
}

Result<void> save_read(const SyncRun& run, const MessageId& message, const ReadMail& read) {
  const Extraction& facts = read.facts;
  const store::Provenance provenance{.authenticated = read.authenticated,
                                     .authentication = read.authentication,
                                     .received_at = read.received,
                                     .issuer = match::issuer_of(facts),
                                     .listing = match::listing_of(facts)};
  return run.database.with(store::Role::kApp, run.workspace, [&](store::Transaction& app) -> Result<void> {
    TRY(store::save_extraction(app, message, facts, provenance, run.now));
    return store::set_stage(app, message, {store::Stage::kExtracted, facts.rule_book, facts.parser_version, {}},
                            run.now);
  });
}

}  // namespace connections::sync
