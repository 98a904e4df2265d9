// Any bytes are HTML: the text stays within its limit, its offsets within the input, and its cost linear in its size.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "mail/html_text.h"

using namespace connections;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kLimit = 1u << 16;
  constexpr std::size_t kOneCharacter = 8;
  constexpr auto kPerByte = std::chrono::microseconds{20};  // with the fuzzer's instrumentation; without, some 50 ns
  constexpr auto kAtLeast = std::chrono::milliseconds{500};
  const std::string_view html(reinterpret_cast<const char*>(data), size);
  const auto begun = std::chrono::steady_clock::now();
  const mail::HtmlText read = mail::html_to_text(html, kLimit);
  if (std::chrono::steady_clock::now() - begun > kAtLeast + kPerByte * size) std::abort();
  if (read.text.size() > kLimit + kOneCharacter) std::abort();
  for (std::size_t i = 0; i < read.text.size(); i += 1 + read.text.size() / 64)
    if (read.offsets.raw(i) >= size) std::abort();
  return 0;
}
