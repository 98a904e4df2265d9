#include "app/corpus/corpus_generate.h"

#include <fstream>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/terminal/progress.h"
#include "corpus/generator/generator.h"

namespace connections::app {
namespace {

struct GenerateOptions {
  std::filesystem::path folder;
  std::size_t count = 100;
  std::uint64_t seed = 1;
};

int run_generate(const GenerateOptions& options) {
  std::error_code error;
  std::filesystem::create_directories(options.folder / "mail", error);
  std::ofstream truth(options.folder / "truth.jsonl", std::ios::binary);
  Progress progress("writing mails");
  for (std::size_t i = 0; i < options.count && truth; ++i) {
    progress.show(i, options.count);
    const corpus::GeneratedMail mail = corpus::generate(options.seed, i);
    const std::string name = fmt::format("mail/{:06}.eml", i);
    std::ofstream file(options.folder / name, std::ios::binary);
    file << mail.bytes;
    truth << corpus::truth_line(mail, name) << '\n';
    if (!file.flush()) truth.setstate(std::ios::failbit);
  }
  if (!truth.flush()) return report(Error{Errc::kIo, "the mails cannot be written", options.folder.string(), {}});
  fmt::print("{} mails in {}\nNext:  connections corpus eval {}\n", options.count, options.folder.string(),
             options.folder.string());
  return kDone;
}

}  // namespace

void add_corpus_generate(CLI::App& corpus, Action& chosen) {
  auto* generate =
      corpus.add_subcommand("generate", "Invent mails of all platforms, layouts and languages, with their truth");
  generate->footer(
      "Example:  connections corpus generate /tmp/invented --count 500 --seed 7\n\nThe same seed gives the same bytes "
      "on every machine.");
  auto options = std::make_shared<GenerateOptions>();
  generate->add_option("DIR", options->folder, "folder to write into")->required();
  generate->add_option("--count", options->count, "how many")->check(CLI::Range(1, 1'000'000))->capture_default_str();
  generate->add_option("--seed", options->seed, "which")->capture_default_str();
  generate->callback([&chosen, options] { chosen = [options] { return run_generate(*options); }; });
}

}  // namespace connections::app
