#include <iostream>

#include <gmock/gmock.h>

#include "browser/browser.h"

/// What CTest takes for "skipped" (SKIP_RETURN_CODE): a suite that did not run has not passed.
constexpr int kSkipped = 77;

int main(int argc, char** argv) {
  testing::InitGoogleMock(&argc, argv);
  if (const std::string missing = connections::test::Browser::missing(); !missing.empty()) {
    std::cout << "skipped: " << missing << "\n";
    return kSkipped;
  }
  return RUN_ALL_TESTS();
}
