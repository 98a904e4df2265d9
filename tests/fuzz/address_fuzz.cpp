// Any bytes are mailboxes: each has at most one '@' if it is said to be unambiguous.
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "mail/structured_header.h"
#include "time_budget.h"

using namespace connections;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const fuzz::TimeBudget budget(size, std::chrono::microseconds{2});
  const mail::RawMailboxes read = mail::raw_mailboxes(text);
  for (const mail::RawMailbox& one : read.all)
    if (read.unambiguous && std::count(one.address.begin(), one.address.end(), '@') > 1) std::abort();
  return 0;
}
