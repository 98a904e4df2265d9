// Any file is an mbox or is refused: its mails lie within it, in order, and do not overlap.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "source/folder/mbox.h"
#include "time_budget.h"

using namespace connections;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto file = std::filesystem::temp_directory_path() / ("mbox-fuzz-" + std::to_string(getpid()));
  std::ofstream(file, std::ios::binary).write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  const fuzz::TimeBudget budget(size, std::chrono::microseconds{5});
  const auto places = source::list_mbox(file);
  std::uintmax_t end = 0;
  for (const source::MailPlace& one : places.value_or(std::vector<source::MailPlace>{})) {
    if (one.begin < end || one.begin + one.size > size) std::abort();
    end = one.begin + one.size;
  }
  return 0;
}
