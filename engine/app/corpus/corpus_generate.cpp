#include <fstream>

#include <fmt/format.h>

#include "app/command.h"
#include "app/terminal/progress.h"
#include "corpus/generator/generator.h"
#include "corpus/generator/variation/variation.h"

namespace connections::app {
namespace {

constexpr Option kFolder{"DIR", "folder to write into", Option::Type::kText, true};
constexpr Option kCount{.name = "--count",
                        .doc = "how many",
                        .type = Option::Type::kWhole,
                        .fallback = "100",
                        .least = 1,
                        .most = 1'000'000};
constexpr Option kSeed{.name = "--seed", .doc = "which", .type = Option::Type::kWhole, .fallback = "1"};

constexpr Option kVary{"--vary", "variations from a grammar that no rule was written for", Option::Type::kFlag};
constexpr Option kValues{"--values", "with --vary: also write values.jsonl, for twins.sh", Option::Type::kFlag};

/// One mail with its lines of truth.jsonl and, where wanted, of values.jsonl.
struct Made {
  std::string bytes, truth, values;
};

Made make(const Arguments& arguments, std::uint64_t index, const std::string& file) {
  const std::uint64_t seed = arguments.whole(kSeed);
  if (!arguments.has(kVary)) {
    const corpus::GeneratedMail mail = corpus::generate(seed, index);
    return {mail.bytes, corpus::truth_line(mail, file), {}};
  }
  const corpus::Variation variation = corpus::vary(seed, index);
  return {variation.mail.bytes, corpus::truth_line(variation, file),
          arguments.has(kValues) ? corpus::values_line(variation, file) : ""};
}

int run_generate(Context&, const Arguments& arguments) {
  if (arguments.has(kValues) && !arguments.has(kVary))
    return report(Error{Errc::kInvalidArgument, "--values needs --vary", {}, "add --vary"});
  const std::filesystem::path folder = arguments.text(kFolder);
  const std::uint64_t count = arguments.whole(kCount);
  std::error_code error;
  std::filesystem::create_directories(folder / "mail", error);
  std::ofstream truth(folder / "truth.jsonl", std::ios::binary), values;
  if (arguments.has(kValues)) values.open(folder / "values.jsonl", std::ios::binary);
  Progress progress("writing mails");
  for (std::size_t i = 0; i < count && truth && values; ++i) {
    progress.show(i, count);
    const std::string name = fmt::format("mail/{:06}.eml", i);
    const Made mail = make(arguments, i, name);
    std::ofstream file(folder / name, std::ios::binary);
    file << mail.bytes;
    truth << mail.truth << '\n';
    if (values.is_open()) values << mail.values << '\n';
    if (!file.flush()) truth.setstate(std::ios::failbit);
  }
  if (!truth.flush() || (values.is_open() && !values.flush()))
    return report(Error{Errc::kIo, "the mails cannot be written", folder.string(), {}});
  fmt::print("{} mails in {}\nNext:  connections corpus eval {}\n", count, folder.string(), folder.string());
  return kDone;
}

constexpr Command kCommands[]{
    {.path = "corpus generate",
     .summary = "Invent mails of all platforms, layouts and languages, with their truth",
     .options = {&kFolder, &kCount, &kSeed, &kVary, &kValues},
     .examples = "Example:  connections corpus generate /tmp/invented --count 500 --seed 7\n"
                 "          connections corpus generate /tmp/varied --vary --count 5000\n\n"
                 "The same seed gives the same bytes on every machine. --vary shows how reading generalises: labels,\n"
                 "dates, names, layouts, HTML, encodings and forwards of 21 languages, of which the rules saw none;\n"
                 "each line of its truth.jsonl has \"language\" and \"form\" besides, to group what was missed.\n"
                 "With --values, engine/corpus/generator/mjml/twins.sh builds the same mails in HTML by mjml.",
     .run = run_generate},
};

}  // namespace

std::span<const Command> corpus_generate_commands() { return kCommands; }

}  // namespace connections::app
