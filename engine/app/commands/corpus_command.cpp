#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/corpus/corpus_score.h"
#include "app/corpus/corpus_truth.h"
#include "app/corpus/rule_score.h"
#include "app/corpus/score_baseline.h"
#include "app/corpus/score_bounds.h"
#include "app/mail_file.h"
#include "app/terminal/print_json.h"
#include "app/terminal/progress.h"

namespace connections::app {
namespace {

constexpr Option kFolder{"DIR", "corpus folder", Option::Type::kText, true};
constexpr Option kPlatform{
    .name = "--platform",
    .doc = "only mails of this platform, read by its parser; auto: all, the engine finds the parser",
    .fallback = "auto"};
constexpr Option kOnlyKind{"--only-kind", "only mails that are, or were taken as, this kind"};
constexpr Option kNow{"--now", "the time mails without any date count from (RFC 3339; default: the clock)"};

constexpr Option kByRule{"--by-rule", "a table of what each rule put forward, right or wrong", Option::Type::kFlag};

constexpr Option kFailUnder{"--fail-under", "exit code 1 under this, like all=0.99/0.95 (repeatable)",
                            Option::Type::kTexts};
constexpr Option kBaseline{
    .name = "--baseline", .doc = "what changed against an earlier run: a file of --json", .excludes = "--json"};

struct Scores {
  Score fields;
  RuleScore rules;
};

/// A mail that cannot be read is scored as what the engine says of it: kind other, no facts.
Extraction extract_file(plugin::Parsers& parsers, const std::filesystem::path& file, const std::string& platform,
                        Instant now) {
  const auto mail = read_mail_file(file, parsers.book(), now);
  if (!mail) {
    Extraction unread;
    unread.problems.push_back({"mail_unreadable", mail.error().message});
    return unread;
  }
  return parsers.extract(*mail, platform);
}

Result<Scores> evaluate(Context& context, const Arguments& arguments) {
  const std::filesystem::path folder = arguments.text(kFolder);
  const std::string &platform = arguments.text(kPlatform), &only_kind = arguments.text(kOnlyKind);
  const std::string& typed_now = arguments.text(kNow);
  auto truths = TRY(read_truth(folder));
  auto parsers = TRY(context.parsers());
  const auto only = parse_kind(only_kind);
  if (!only_kind.empty() && !only)
    return fail(Errc::kInvalidArgument, fmt::format("unknown kind of mail '{}'", only_kind), "--only-kind",
                "one of confirmed, request, inquiry, alteration, cancellation, message, payout, review, other");
  const auto now = typed_now.empty() ? std::optional(Context::now()) : parse_rfc3339(typed_now);
  if (!now)
    return fail(Errc::kInvalidArgument, fmt::format("'{}' is not an RFC 3339 time", typed_now), "--now",
                "like 2026-11-23T12:00:00Z");

  Scores scores;
  Progress progress("reading mails");
  for (std::size_t i = 0; i < truths.size(); ++i) {
    const Truth& truth = truths[i];
    progress.show(i, truths.size());
    if (platform != "auto" && truth.platform != platform) continue;
    const Extraction extraction = extract_file(parsers, folder / truth.file, platform, *now);
    if (only && truth.kind != *only && counted_kind(extraction.kind) != *only) continue;
    scores.fields.add(truth, extraction);
    scores.rules.add(truth, extraction);
  }
  return scores;
}

Result<void> print(const Arguments& arguments, const Scores& scores) {
  if (arguments.has(kBaseline))
    fmt::print("{}", TRY(compare_with(arguments.text(kBaseline), scores.fields)));
  else if (arguments.has(kJsonObject))
    print_json(scores.fields.to_json());
  else
    fmt::print("{}", arguments.has(kByRule) ? scores.rules.to_text() : scores.fields.to_text());
  return {};
}

int run_eval(Context& context, const Arguments& arguments) {
  const auto bounds = read_bounds(arguments.texts(kFailUnder));
  if (!bounds) return report(bounds.error());
  const auto scores = evaluate(context, arguments);
  if (!scores) return report(scores.error());
  if (const auto printed = print(arguments, *scores); !printed) return report(printed.error());
  const auto missed = under(scores->fields, *bounds);
  for (const std::string& one : missed) fmt::print(stderr, "{}\n", one);
  return missed.empty() ? kDone : kFailed;
}

constexpr Command kCommands[]{
    {.path = "corpus",
     .summary = "Measure extraction on a folder of mails: eval (right?), bench (fast?), label and generate"},
    {.path = "corpus eval",
     .summary = "Compare what is extracted with a corpus' truth, field by field",
     .options = {&kFolder, &kPlatform, &kOnlyKind, &kNow, &kByRule, &kFailUnder, &kBaseline, &kJsonObject},
     .examples = "Examples:  connections corpus eval engine/corpus/invented --platform airbnb --only-kind confirmed\n"
                 "           connections corpus eval DIR --fail-under all=0.99/0.95 --fail-under kind=0.97\n"
                 "           connections corpus eval DIR --baseline before.json    (a file of --json)\n\n"
                 "DIR holds truth.jsonl (one JSON object a mail: file, platform, kind, guest_name, check_in,\n"
                 "check_out, confirmation_code, guest_count, listing) and the mails it names. null: the mail does\n"
                 "not say it, so a value is wrong; no key: the field is not scored. A disputed value counts as not\n"
                 "emitted: it would go to review.",
     .run = run_eval},
};

}  // namespace

std::span<const Command> corpus_commands() { return kCommands; }

}  // namespace connections::app
