#include <filesystem>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/corpus/corpus_bench.h"
#include "app/corpus/corpus_generate.h"
#include "app/corpus/corpus_score.h"
#include "app/corpus/corpus_truth.h"
#include "app/mail_file.h"
#include "app/terminal/progress.h"

namespace connections::app {
namespace {

struct EvalOptions {
  std::filesystem::path folder;
  std::string platform = "auto";
  std::string only_kind;
  std::string now;
  bool json = false;
};

/// A mail that cannot be read is scored as what the engine says of it: kind other, no facts.
Extraction extract_file(plugin::Parsers& parsers, const std::filesystem::path& file, const std::string& platform,
                        Instant now) {
  const auto mail = read_mail_file(file, now);
  if (!mail) {
    Extraction unread;
    unread.problems.push_back({"mail_unreadable", mail.error().message});
    return unread;
  }
  return parsers.extract(*mail, platform);
}

Result<Score> evaluate(Context& context, const EvalOptions& options) {
  auto truths = TRY(read_truth(options.folder));
  auto parsers = TRY(context.parsers());
  const auto only = parse_kind(options.only_kind);
  if (!options.only_kind.empty() && !only)
    return fail(Errc::kInvalidArgument, fmt::format("'{}' is no kind of mail", options.only_kind), "--only-kind",
                "one of confirmed, request, inquiry, alteration, cancellation, message, payout, review, other");
  const auto now = options.now.empty() ? std::optional(Context::now()) : parse_rfc3339(options.now);
  if (!now)
    return fail(Errc::kInvalidArgument, fmt::format("'{}' is no RFC 3339 time", options.now), "--now",
                "like 2026-11-23T12:00:00Z");

  Score score;
  Progress progress("reading mails");
  for (std::size_t i = 0; i < truths.size(); ++i) {
    const Truth& truth = truths[i];
    progress.show(i, truths.size());
    if (options.platform != "auto" && truth.platform != options.platform) continue;
    const Extraction extraction = extract_file(parsers, options.folder / truth.file, options.platform, *now);
    if (only && truth.kind != *only && counted_kind(extraction.kind) != *only) continue;
    score.add(truth, extraction);
  }
  return score;
}

int run_eval(Context& context, const EvalOptions& options) {
  const auto score = evaluate(context, options);
  if (!score) return report(score.error());
  if (options.json) {
    fmt::print("{}\n", score->to_json().dump(2));
  } else {
    fmt::print("{}", score->to_text());
  }
  return kDone;
}

void add_eval(CLI::App& corpus, Context& context, Action& chosen) {
  auto* eval = corpus.add_subcommand("eval", "Compare what is extracted with a corpus' truth, field by field");
  eval->footer(
      "Example:  connections corpus eval engine/corpus/invented --platform airbnb --only-kind confirmed\n\n"
      "DIR holds truth.jsonl (one JSON object a mail: file, platform, kind, guest_name, check_in, check_out,\n"
      "confirmation_code, guest_count, listing; null where the mail does not say it) and the mails it names.\n"
      "A disputed value counts as not emitted: it would go to review.");
  auto options = std::make_shared<EvalOptions>();
  eval->add_option("DIR", options->folder, "corpus folder")->required();
  eval->add_option("--platform", options->platform,
                   "only mails of this platform, read by its parser; auto: all, the engine finds the parser")
      ->capture_default_str();
  eval->add_option("--only-kind", options->only_kind, "only mails that are, or were taken as, this kind");
  eval->add_option("--now", options->now, "the time mails without any date count from (RFC 3339; default: the clock)");
  eval->add_flag("--json", options->json, "print one JSON object");
  eval->callback(
      [&context, &chosen, options] { chosen = [&context, options] { return run_eval(context, *options); }; });
}

}  // namespace

void add_corpus_command(CLI::App& program, Context& context, Action& chosen) {
  auto* corpus = program.add_subcommand(
      "corpus", "Measure extraction on a folder of mails: eval (right?), bench (fast?), generate (invent one)");
  corpus->require_subcommand(1);
  add_eval(*corpus, context, chosen);
  add_corpus_bench(*corpus, context, chosen);
  add_corpus_generate(*corpus, chosen);
}

}  // namespace connections::app
