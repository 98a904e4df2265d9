#include "rules/language/checked_expressions.h"

#include <algorithm>
#include <fstream>

namespace connections::rules {
namespace {

namespace fs = std::filesystem;

constexpr std::ptrdiff_t kMaxNotes = 64;  ///< rules that are edited leave one a change

}  // namespace

bool CheckedExpressions::contain(const std::string& digest) const {
  std::error_code error;
  return fs::exists(folder_ / digest, error);
}

void CheckedExpressions::add(const std::string& digest) const {
  std::error_code ignored;
  if (std::distance(fs::directory_iterator(folder_, ignored), {}) >= kMaxNotes) fs::remove_all(folder_, ignored);
  fs::create_directories(folder_, ignored);
  std::ofstream(folder_ / digest).flush();
}

}  // namespace connections::rules
