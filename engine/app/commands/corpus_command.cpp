#include <filesystem>
#include <fstream>
#include <span>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/corpus/corpus_mails.h"
#include "app/corpus/corpus_score.h"
#include "app/corpus/corpus_truth.h"
#include "app/corpus/group_score.h"
#include "app/corpus/rule_score.h"
#include "app/corpus/score_baseline.h"
#include "app/corpus/score_bounds.h"
#include "app/corpus/score_page.h"
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

constexpr Option kBy{
    .name = "--by",
    .doc = "platform, language or kind: precision and recall of each; rule: what each put forward, right or wrong",
    .excludes = "--baseline"};
constexpr Option kHtml{"--html", "write the mails that went wrong into this file: their text beside what was expected"};

constexpr Option kFailUnder{"--fail-under", "exit code 1 under this, like all=0.99/0.95 (repeatable)",
                            Option::Type::kTexts};
constexpr Option kBaseline{
    .name = "--baseline", .doc = "what changed against an earlier run: a file of --json", .excludes = "--json"};

struct Scores {
  Score fields;
  RuleScore rules;
  std::optional<GroupScore> groups;  ///< if they were asked for
  std::optional<ScorePage> page;     ///< if it was asked for
};

/// Nothing: by rule, or not at all.
Result<std::optional<GroupScore::By>> asked_groups(const std::string& by) {
  if (by.empty() || by == "rule") return std::optional<GroupScore::By>();
  if (by == "platform") return GroupScore::By::kPlatform;
  if (by == "language") return GroupScore::By::kLanguage;
  if (by == "kind") return GroupScore::By::kKind;
  return fail(Errc::kInvalidArgument, fmt::format("unknown group '{}'", by), "--by",
              "one of platform, language, kind, rule");
}

/// A mail that cannot be read is scored as what the engine says of it: kind other, no facts.
Extraction extract(plugin::Parsers& parsers, const Result<mail::Mail>& mail, const std::string& platform) {
  if (mail) return parsers.extract(*mail, platform);
  Extraction unread;
  unread.problems.push_back({"mail_unreadable", mail.error().message});
  return unread;
}

void add(Scores& scores, const Truth& truth, const Extraction& extraction, const Result<mail::Mail>& mail) {
  const std::size_t before = scores.fields.wrong().size();
  scores.fields.add(truth, extraction);
  scores.rules.add(truth, extraction);
  if (scores.groups) scores.groups->add(truth, extraction);
  const std::span<const Wrong> wrong = std::span(scores.fields.wrong()).subspan(before);
  if (scores.page && !wrong.empty()) scores.page->add(truth.file, wrong, extraction, mail ? &*mail : nullptr);
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
  if (const auto by = TRY(asked_groups(arguments.text(kBy)))) scores.groups.emplace(*by);
  if (arguments.has(kHtml)) scores.page.emplace();
  CorpusMails mails(folder);
  Progress progress("reading mails");
  for (std::size_t i = 0; i < truths.size(); ++i) {
    const Truth& truth = truths[i];
    progress.show(i, truths.size());
    if (platform != "auto" && truth.platform != platform) continue;
    const auto mail = mails.mail(truth.file, parsers.book(), *now);
    const Extraction extraction = extract(parsers, mail, platform);
    if (only && truth.kind != *only && counted_kind(extraction.kind) != *only) continue;
    add(scores, truth, extraction, mail);
  }
  return scores;
}

Result<void> print(const Arguments& arguments, const Scores& scores) {
  if (scores.page) {
    std::ofstream file(arguments.text(kHtml), std::ios::binary);
    if (!(file << scores.page->to_html(scores.fields)).flush())
      return fail(Errc::kIo, "the page cannot be written", arguments.text(kHtml));
  }
  if (arguments.has(kBaseline)) {
    fmt::print("{}", TRY(compare_with(arguments.text(kBaseline), scores.fields)));
  } else if (arguments.has(kJsonObject)) {
    auto answer = scores.fields.to_json();
    if (arguments.has(kBy))
      answer["by_" + arguments.text(kBy)] = scores.groups ? scores.groups->to_json() : scores.rules.to_json();
    print_json(answer);
  } else if (scores.groups) {
    fmt::print("{}", scores.groups->to_text());
  } else {
    fmt::print("{}", arguments.text(kBy) == "rule" ? scores.rules.to_text() : scores.fields.to_text());
  }
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
     .options = {&kFolder, &kPlatform, &kOnlyKind, &kNow, &kBy, &kHtml, &kFailUnder, &kBaseline, &kJsonObject},
     .examples = "Examples:  connections corpus eval engine/corpus/invented --platform airbnb --only-kind confirmed\n"
                 "           connections corpus eval DIR --fail-under all=0.99/0.95 --fail-under kind=0.97\n"
                 "           connections corpus eval DIR --by language --html wrong.html\n"
                 "           connections corpus eval DIR --baseline before.json    (a file of --json)\n\n"
                 "DIR holds truth.jsonl (one JSON object a mail: file, platform, language, kind, guest_name,\n"
                 "check_in, check_out, confirmation_code, guest_count, listing) and the mails it names; the third\n"
                 "mail of an mbox is \"box.mbox#3\". null: the mail does not say it, so a value is wrong; no key: the\n"
                 "field is not scored. A disputed value counts as not emitted: it would go to review.",
     .run = run_eval},
};

}  // namespace

std::span<const Command> corpus_commands() { return kCommands; }

}  // namespace connections::app
