// One concept a file: long files are where god objects hide.
#include <algorithm>

#include "architecture/sources.h"

namespace connections::test {
namespace {

constexpr std::ptrdiff_t kLongest = 400;
constexpr std::ptrdiff_t kMedian = 90;

std::ptrdiff_t lines_of(const std::filesystem::path& path) {
  const std::string text = read_file(path);
  return std::count(text.begin(), text.end(), '\n');
}

TEST(FileSize, NoFileIsOverFourHundredLinesAndTheMedianFitsTheEye) {
  std::vector<std::ptrdiff_t> lines;
  for (const char* folder : {"engine", "plugins"})
    for (const auto& path : sources_below(folder)) {
      lines.push_back(lines_of(path));
      EXPECT_LE(lines.back(), kLongest) << path;
    }
  std::nth_element(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(lines.size() / 2), lines.end());
  EXPECT_LE(lines[lines.size() / 2], kMedian);
}

}  // namespace
}  // namespace connections::test
