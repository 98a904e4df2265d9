#include "app/terminal/progress.h"

#include <cstdio>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

namespace connections::app {
namespace {

constexpr std::size_t kBarCells = 30;

}  // namespace

Progress::Progress(std::string what) : what_(std::move(what)), terminal_(isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
  if (terminal_ && shown_permille_ >= 0) fmt::print(stderr, "\r\x1b[K");
}

void Progress::show(std::size_t done, std::size_t total) {
  if (!terminal_) return;
  const int permille = total == 0 ? 0 : static_cast<int>(done * 1000 / total);
  if (permille == shown_permille_ && done != total) return;
  shown_permille_ = permille;
  const std::size_t full = total == 0 ? 0 : done * kBarCells / total;
  fmt::print(stderr, "\r{} [{}{}] {}/{}\x1b[K", what_, std::string(full, '#'), std::string(kBarCells - full, '.'), done,
             total);
  std::fflush(stderr);
}

}  // namespace connections::app
