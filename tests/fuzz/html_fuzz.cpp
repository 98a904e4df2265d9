// Any bytes are HTML: the text stays within its limit, its offsets within the input, and its cost linear in its size.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "mail/html_text.h"
#include "time_budget.h"

using namespace connections;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kLimit = 1u << 16;
  constexpr std::size_t kOneCharacter = 8;
  const std::string_view html(reinterpret_cast<const char*>(data), size);
  const fuzz::TimeBudget budget(size, std::chrono::microseconds{20});  // without instrumentation some 50 ns
  const mail::HtmlText read = mail::html_to_text(html, kLimit);
  if (read.text.size() > kLimit + kOneCharacter) std::abort();
  for (std::size_t i = 0; i < read.text.size(); i += 1 + read.text.size() / 64)
    if (read.offsets.raw(i) >= size) std::abort();
  return 0;
}
