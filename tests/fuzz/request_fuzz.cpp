// Any bytes are the target of a request or none: what is decoded is no longer than what was sent, and a path cannot
// hide a NUL or another path. A cursor of a page is one that was made here, or none.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "server/api/cursor.h"
#include "server/http/target.h"
#include "time_budget.h"

using namespace connections;

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

void check_cursor(const std::string& text) {
  constexpr std::size_t kParts = 2;
  const auto parts = server::open_cursor(text, kParts);
  if (!parts) return;
  demand(parts->size() == kParts);
  demand(server::open_cursor(server::make_cursor(*parts), kParts) == parts);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const fuzz::TimeBudget budget(size, std::chrono::microseconds{2});
  check_cursor(std::string(text));
  const auto target = server::parse_target(text);
  if (!target) return 0;
  demand(target->path.starts_with('/') && target->path.size() <= size);
  demand(target->path.find('\0') == std::string::npos);
  for (const auto& [name, value] : target->query) {
    demand(name.size() + value.size() <= size);
    if (name == "cursor") check_cursor(value);
  }
  return 0;
}
