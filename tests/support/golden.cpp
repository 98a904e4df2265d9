#include "support/golden.h"

#include <cstdlib>

#include "support/files.h"

namespace connections::test {

testing::AssertionResult matches_golden(const std::filesystem::path& golden, std::string_view got) {
  if (std::getenv("CONNECTIONS_UPDATE_GOLDEN") != nullptr) {
    write_file(golden, got);
    return testing::AssertionSuccess();
  }
  if (!std::filesystem::exists(golden))
    return testing::AssertionFailure() << golden << " is missing; CONNECTIONS_UPDATE_GOLDEN=1 writes it. Got:\n" << got;
  const std::string expected = read_file(golden);
  if (expected == got) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "differs from " << golden
                                     << " (CONNECTIONS_UPDATE_GOLDEN=1 accepts it)\n--- expected\n"
                                     << expected << "\n--- got\n"
                                     << got;
}

}  // namespace connections::test
