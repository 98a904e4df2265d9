#pragma once

#include <string>

namespace connections::rules {

/// 1-based place in a rule file.
struct Location {
  std::string file;
  int line = 0;
  int column = 0;
};

}  // namespace connections::rules
