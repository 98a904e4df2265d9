#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/corpus/corpus_mails.h"
#include "app/corpus/corpus_score.h"
#include "model/reason_codes.h"

namespace connections::app {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

constexpr Option kFolder{"DIR", "folder of .eml files, Maildirs and mbox files", Option::Type::kText, true};

/// What speaks against the kind as it was read; empty if nothing does.
std::string doubt_of_kind(const Extraction& extraction) {
  for (const Problem& problem : extraction.problems)
    if (problem.code == problem::kKindUnsure || problem.code == problem::kKindUnknown ||
        problem.code == problem::kUnclaimed)
      return problem.message;
  return {};
}

/// Values that the engine is sure of, as truth has them; the rest under "unsure", which the evaluation does not read.
ordered_json proposal(const std::string& file, const Extraction& extraction) {
  ordered_json unsure = ordered_json::object();
  ordered_json line{{"file", file},
                    {"platform", extraction.platform.empty() ? "other" : extraction.platform},
                    {"kind", name(counted_kind(extraction.kind))}};
  if (std::string doubt = doubt_of_kind(extraction); !doubt.empty()) unsure["kind"] = std::move(doubt);
  for (const Field field : kScoredFields) {
    const std::string key(name(field));
    const Fact* fact = extraction.find(field);
    if (fact != nullptr && fact->state == FactState::kAccepted)
      line[key] = to_string(fact->value);
    else
      unsure[key] = fact == nullptr ? "not read: a value, or null if the mail does not say it"
                                    : fmt::format("{}? {}", to_string(fact->value), fact->reason);
  }
  if (!unsure.empty()) line["unsure"] = std::move(unsure);
  return line;
}

int run_label(Context& context, const Arguments& arguments) {
  const fs::path folder = arguments.text(kFolder);
  CorpusMails mails(folder);
  const auto names = mails.names();
  if (!names) return report(names.error());
  auto parsers = context.parsers();
  if (!parsers) return report(parsers.error());
  std::size_t unsure = 0;
  for (const std::string& name : *names) {
    const auto mail = mails.mail(name, parsers->book(), Context::now());
    Extraction extraction;
    if (mail)
      extraction = parsers->extract(*mail, "auto");
    else
      extraction.problems.push_back({problem::kUnclaimed, mail.error().message});
    const ordered_json line = proposal(name, extraction);
    unsure += line.contains("unsure") ? 1 : 0;
    fmt::print("{}\n", line.dump(-1, ' ', false, ordered_json::error_handler_t::replace));
  }
  fmt::print(stderr, "{} mails, {} of them with something unsure: correct the lines, then save them as {}\n",
             names->size(), unsure, (folder / "truth.jsonl").string());
  return kDone;
}

constexpr Command kCommands[]{
    {.path = "corpus label",
     .summary = "Propose a truth file from what is read, for a person to correct",
     .options = {&kFolder},
     .examples =
         "Example:  connections corpus label my-mails > proposal.jsonl\n\n"
         "One line a mail. Values that the engine is sure of are filled in; what it is not sure of stands under\n"
         "\"unsure\" with the reason. Check each line against its mail: what the engine reads is not the truth yet.",
     .run = run_label},
};

}  // namespace

std::span<const Command> corpus_label_commands() { return kCommands; }

}  // namespace connections::app
