#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/corpus/bench_picture.h"
#include "app/corpus/bench_report.h"
#include "app/mail_file.h"
#include "app/terminal/print_json.h"

namespace connections::app {
namespace {

constexpr Option kPlace{.name = "DIR",
                        .doc = "folder of .eml files, Maildir or mbox file, searched through",
                        .one_of = true,
                        .excludes = "--generate"};
constexpr Option kGenerate{.name = "--generate",
                           .doc = "invent so many mails instead",
                           .type = Option::Type::kWhole,
                           .one_of = true,
                           .least = 1,
                           .most = 1'000'000};
constexpr Option kSeed{.name = "--seed", .doc = "seed of --generate", .type = Option::Type::kWhole, .fallback = "1"};
constexpr Option kThreads{
    .name = "--threads", .doc = "workers", .type = Option::Type::kWhole, .fallback = "1", .least = 1, .most = 64};
constexpr Option kBaseline{"--baseline", "compare with the --json of an earlier run"};
constexpr Option kSvg{"--svg", "draw the stages and the distribution of times into this file"};

Result<nlohmann::json> read_baseline(const std::string& file) {
  auto document = nlohmann::json::parse(TRY(read_bytes(file)), nullptr, false);
  if (document.is_object()) return document;
  return fail(Errc::kInvalidArgument, "this is not the output of corpus bench --json", file);
}

Result<void> draw(const std::string& file, const BenchFigures& figures) {
  std::ofstream out(file, std::ios::binary);
  out << to_svg(figures);
  if (!out.flush()) return fail(Errc::kIo, "the picture cannot be written", file);
  return {};
}

Result<void> bench(Context& context, const Arguments& arguments) {
  std::optional<nlohmann::json> baseline;
  if (arguments.has(kBaseline)) baseline = TRY(read_baseline(arguments.text(kBaseline)));
  const auto mails = TRY(arguments.has(kGenerate)
                             ? Result<BenchMails>(generate_mails(arguments.whole(kSeed), arguments.whole(kGenerate)))
                             : load_mails(arguments.text(kPlace)));
  const auto figures =
      TRY(run_bench(mails, arguments.whole(kThreads), Context::now(), [&] { return context.parsers(); }));
  if (arguments.has(kSvg)) TRY(draw(arguments.text(kSvg), figures));
  if (!arguments.has(kJsonObject)) {
    fmt::print("{}", to_text(figures, baseline));
    return {};
  }
  auto document = to_json(figures);
  if (baseline) document["over_baseline"] = ratios(document, *baseline);
  print_json(document);
  return {};
}

int run_command(Context& context, const Arguments& arguments) {
  const auto done = bench(context, arguments);
  return done ? kDone : report(done.error());
}

constexpr Command kCommands[]{
    {.path = "corpus bench",
     .summary = "Time production extraction, mail by mail, on mails or on invented ones",
     .options = {&kPlace, &kGenerate, &kSeed, &kThreads, &kJsonObject, &kBaseline, &kSvg},
     .needs = "DIR or --generate N",
     .examples =
         "Examples:  connections corpus bench engine/corpus/invented\n"
         "           connections corpus bench --generate 2000 --threads 2 --json >before.json\n"
         "           connections corpus bench --generate 2000 --threads 2 --baseline before.json\n\n"
         "Every mail goes through exactly what a sync does with it: MIME, views, parser, rules, confidence.\n"
         "Times of a mail are CPU time; cold: for the first time in a new process. \"Over GMime's\" is the CPU\n"
         "time over that of a plain GMime decode of all text parts of the same mails, in turns in this run:\n"
         "a figure that machines and their load change least. Compare two builds on one machine.",
     .run = run_command},
};

}  // namespace

std::span<const Command> corpus_bench_commands() { return kCommands; }

}  // namespace connections::app
