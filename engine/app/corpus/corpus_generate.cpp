#include <fstream>

#include <fmt/format.h>

#include "app/command.h"
#include "app/terminal/progress.h"
#include "corpus/generator/generator.h"

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

int run_generate(Context&, const Arguments& arguments) {
  const std::filesystem::path folder = arguments.text(kFolder);
  const std::uint64_t count = arguments.whole(kCount);
  std::error_code error;
  std::filesystem::create_directories(folder / "mail", error);
  std::ofstream truth(folder / "truth.jsonl", std::ios::binary);
  Progress progress("writing mails");
  for (std::size_t i = 0; i < count && truth; ++i) {
    progress.show(i, count);
    const corpus::GeneratedMail mail = corpus::generate(arguments.whole(kSeed), i);
    const std::string name = fmt::format("mail/{:06}.eml", i);
    std::ofstream file(folder / name, std::ios::binary);
    file << mail.bytes;
    truth << corpus::truth_line(mail, name) << '\n';
    if (!file.flush()) truth.setstate(std::ios::failbit);
  }
  if (!truth.flush()) return report(Error{Errc::kIo, "the mails cannot be written", folder.string(), {}});
  fmt::print("{} mails in {}\nNext:  connections corpus eval {}\n", count, folder.string(), folder.string());
  return kDone;
}

constexpr Command kCommands[]{
    {.path = "corpus generate",
     .summary = "Invent mails of all platforms, layouts and languages, with their truth",
     .options = {&kFolder, &kCount, &kSeed},
     .examples = "Example:  connections corpus generate /tmp/invented --count 500 --seed 7\n\n"
                 "The same seed gives the same bytes on every machine.",
     .run = run_generate},
};

}  // namespace

std::span<const Command> corpus_generate_commands() { return kCommands; }

}  // namespace connections::app
