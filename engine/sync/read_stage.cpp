#include "sync/read_stage.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "mail/address.h"
#include "match/story.h"
#include "model/reason_codes.h"
#include "store/tables/progress_store.h"
#include "sync/describe_mail.h"
#include "sync/survive.h"
#include "sync/worker_reader.h"

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

/// The earlier of the mail's own date and its arrival: a clock that is ahead, or a mail that was delivered late or
/// copied from another mailbox, must not make a reservation younger than it is.
Instant dated(const mail::Mail& mail) {
  const bool own = mail.sent() && mail.received_from() == mail::ReceivedFrom::kSource && mail.header_counts("Date");
  return own ? std::min(*mail.sent(), mail.received()) : mail.received();
}

/// Outcomes that say what parsers and rules could not do, rather than what the mail is.
std::string holds_for(const ReadingContext& run, const Extraction& facts) {
  const bool unanswered = std::any_of(facts.problems.begin(), facts.problems.end(), [](const Problem& problem) {
    return problem.code == problem::kUnclaimed || problem.code == problem::kKindUnknown ||
           problem.code == problem::kPluginFailed;
  });
  return unanswered ? run.parsers.in_force() : std::string();
}

bool is_undescribed(const store::ArchivedMail& archived) { return archived.raw_metadata.is_null(); }

/// A mail that nothing was read of: a person decides.
void refuse(const ReadingContext& run, ReadMail& read, std::string code, std::string reason) {
  read.facts.rule_book = run.parsers.book().hash;
  read.facts.may = Permission::kReview;
  read.facts.kind_reason = reason;
  read.facts.problems.push_back({std::move(code), std::move(reason)});
  read.authentication = "the mail was not read";
  read.holds_for = run.engine_version;
}

/// A mail that must not be read again by this engine, with these parsers and rules.
ReadMail quarantined(const SyncRun& run, const store::ArchivedMail& archived, const std::string& why) {
  ReadMail read;
  read.received = archived.received_at.value_or(archived.processed_at);
  refuse(run, read, "mail_quarantined", why + "; another version of the engine, its parsers or rules reads it again");
  read.holds_for = store::holds_for_both({run.engine_version, run.parsers.in_force()});
  return read;
}

}  // namespace

mail::ParseOptions parse_options(const rules::RuleBook& book, const std::vector<std::string>& borders,
                                 const store::ArchivedMail& archived) {
  mail::ParseOptions options;
  options.received = archived.received_at;
  options.fallback_received = archived.processed_at;
  options.trusted_borders = borders;
  options.words = book.forward_words;
  return options;
}

ReadMail read_archived(const ReadingContext& run, const store::ArchivedMail& archived, const std::string& platform) {
  ReadMail read;
  read.received = archived.received_at.value_or(archived.processed_at);
  const auto mail = mail::Mail::parse(archived.raw, parse_options(run.parsers.book(), run.trusted_borders, archived));
  if (is_undescribed(archived)) read.description = mail ? description_of(*mail) : unreadable(mail.error().message);
  if (!mail) {
    refuse(run, read, "mail_unreadable", mail.error().message);
    return read;
  }
  read.received = dated(*mail);
  read.facts = run.parsers.extract(*mail, platform);
  judge_sender(*mail, run.parsers.book().platform(read.facts.platform), read);
  read.holds_for = holds_for(run, read.facts);
  return read;
}

Result<ReadMail> read_mail(const SyncRun& run, const store::ArchivedMail& archived, const std::string& platform) {
  const auto with_issuer = [&](ReadMail read) {
    read.issuer = run.policy().platforms.issuer_of(read.facts);
    return read;
  };
  if (run.reader == nullptr) return with_issuer(read_archived(run, archived, platform));
  const ReadRequest request{.platform = platform,
                            .engine_version = run.engine_version,
                            .trusted_borders = run.trusted_borders,
                            .received = archived.received_at,
                            .processed = archived.processed_at,
                            .describe = is_undescribed(archived),
                            .raw = archived.raw};
  auto read = TRY(survive(run, archived.id, [&] { return run.reader->read(run.workspace, request); }));
  if (read) return with_issuer(*std::move(read));
  ReadMail refused = quarantined(
      run, archived, fmt::format("reading it ended the reader {} times: {}", kMostDeaths, read.error().reason));
  if (request.describe) {  // its parser may be at fault, and the mail's MIME sound
    const auto alone = TRY(find_description(run, archived.id, archived.raw, archived.received_at));
    refused.description = alone ? *alone : unreadable(no_survivor(alone.error()));
  }
  return refused;
}

Result<ReadMail> read_guarded(const SyncRun& run, const store::MessageProgress& progress, const std::string& platform) {
  const bool afresh = progress.stage == store::Stage::kDone;  // reopened: by another engine, parser or rule book
  const int readings = TRY(open_readings(run, progress.message, afresh));
  const auto archived = TRY(run.database.with(store::Role::kApp, run.workspace, [&](store::Transaction& app) {
    return store::load_mail(app, progress.message);
  }));
  const bool may_be_read = run.reader != nullptr ? afresh || readings < kMostDeaths : readings <= kMostDeaths;
  if (may_be_read) return read_mail(run, archived, platform);
  const auto why = archived.raw_metadata.find("unreadable");
  return quarantined(run, archived,
                     why != archived.raw_metadata.end() && why->is_string()
                         ? why->get<std::string>()
                         : fmt::format("reading it ended the engine {} times", kMostDeaths));
}

Result<void> check_parser(const SyncRun& run, const std::string& platform) {
  const bool any = platform == "auto" ? !run.parsers.all().empty() : run.parsers.find(platform) != nullptr;
  if (any) return {};
  return fail(Errc::kPluginRefused,
              platform == "auto" ? std::string("no parser is loaded")
                                 : fmt::format("the parser for platform '{}' is missing or was refused", platform),
              {}, "connections plugins list says why; the mails are archived and wait");
}

store::Provenance provenance_of(const ReadMail& read) {
  return {.authenticated = read.authenticated,
          .authentication = read.authentication,
          .received_at = read.received,
          .issuer = read.issuer,
          .listing = match::listing_of(read.facts)};
}

Result<void> save_readings(store::Transaction& app, std::span<const MailReading> readings, Instant now) {
  std::vector<store::Provenance> provenances;
  provenances.reserve(readings.size());  // the facts refer to them
  std::vector<store::DescribedMail> descriptions;
  std::vector<store::MailFacts> facts;
  std::vector<store::StagedMail> stages;
  for (const auto& [message, stage, read] : readings) {
    provenances.push_back(provenance_of(read));
    facts.push_back({message, read.facts, provenances.back()});
    stages.push_back({message,
                      {.stage = stage,
                       .rule_book = read.facts.rule_book,
                       .parser_version = read.facts.parser_version,
                       .note = {},
                       .holds_for = read.holds_for}});
    if (!read.description) continue;
    stages.back().change.received_at = read.description->received_at;
    descriptions.push_back({message, *read.description});
  }
  TRY(store::describe_mails(app, descriptions));
  TRY(store::save_extractions(app, facts, now));
  return store::set_stages(app, stages, now);
}

}  // namespace connections::sync
