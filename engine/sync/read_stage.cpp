#include "sync/read_stage.h"

#include <algorithm>

#include <fmt/format.h>

#include "mail/address.h"
#include "match/story.h"
#include "store/tables/fact_store.h"
#include "store/tables/progress_store.h"
#include "sync/describe_mail.h"

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

/// Outcomes that say what parsers and rules could not do, rather than what the mail is.
std::string holds_for(const SyncRun& run, const Extraction& facts) {
  const bool unanswered = std::any_of(facts.problems.begin(), facts.problems.end(), [](const Problem& problem) {
    return problem.code == "unclaimed" || problem.code == "kind_unknown" || problem.code == "plugin_failed";
  });
  return unanswered ? run.parsers.in_force() : std::string();
}

/// A mail that nothing was read of: a person decides.
void refuse(const SyncRun& run, ReadMail& read, std::string code, std::string reason) {
  read.facts.rule_book = run.parsers.book().hash;
  read.facts.may = Permission::kReview;
  read.facts.kind_reason = reason;
  read.facts.problems.push_back({std::move(code), std::move(reason)});
  read.authentication = "the mail was not read";
  read.holds_for = run.engine_version;
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
    refuse(run, read, "mail_unreadable", mail.error().message);
    return read;
  }
  read.received = mail->received();
  read.facts = run.parsers.extract(*mail, platform);
  judge_sender(*mail, run.parsers.book().platform(read.facts.platform), read);
  read.holds_for = holds_for(run, read.facts);
  return read;
}

Result<ReadMail> read_guarded(const SyncRun& run, const store::MessageProgress& progress, const std::string& platform) {
  const bool afresh = progress.stage == store::Stage::kDone;  // reopened: by another engine, parser or rule book
  const auto readings = TRY(run.database.with(store::Role::kApp, run.workspace, [&](store::Transaction& app) {
    return store::begin_reading(app, progress.message, afresh);
  }));
  const auto archived = TRY(run.database.with(store::Role::kApp, run.workspace, [&](store::Transaction& app) {
    return store::load_mail(app, progress.message);
  }));
  if (readings <= kMostDeaths) return read_archived(run, archived, platform);
  ReadMail read;
  read.received = archived.received_at.value_or(archived.processed_at);
  refuse(
      run, read, "mail_quarantined",
      fmt::format("reading it ended the engine {} times; another version of the engine reads it again", kMostDeaths));
  return read;
}

Result<void> check_parser(const SyncRun& run, const std::string& platform) {
  const bool any = platform == "auto" ? !run.parsers.all().empty() : run.parsers.find(platform) != nullptr;
  if (any) return {};
  return fail(Errc::kPluginRefused,
              platform == "auto" ? std::string("no parser is loaded")
                                 : fmt::format("the parser for platform '{}' is missing or was refused", platform),
              {}, "connections plugins list says why; the mails are archived and wait");
}

Result<void> save_read(const SyncRun& run, const MessageId& message, const ReadMail& read) {
  const Extraction& facts = read.facts;
  const store::Provenance provenance{.authenticated = read.authenticated,
                                     .authentication = read.authentication,
                                     .received_at = read.received,
                                     .issuer = run.policy().platforms.issuer_of(facts),
                                     .listing = match::listing_of(facts)};
  return run.database.with(store::Role::kApp, run.workspace, [&](store::Transaction& app) -> Result<void> {
    TRY(store::save_extraction(app, message, facts, provenance, run.now));
    return store::set_stage(
        app, message, {store::Stage::kExtracted, facts.rule_book, facts.parser_version, {}, read.holds_for}, run.now);
  });
}

}  // namespace connections::sync
