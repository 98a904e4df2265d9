#pragma once

#include <cstdio>
#include <functional>
#include <memory>

#include "sync/read_stage.h"

namespace connections::sync {

/// Readings on disk, in a file without a name that goes with the process: as many as there are, one in memory.
class ReadingSpool {
 public:
  [[nodiscard]] static Result<ReadingSpool> open();  ///< kIo
  [[nodiscard]] Result<void> put(const MailReading& one);
  /// Each in the order of put. Errors: kIo, those of `use`.
  [[nodiscard]] Result<void> each(const std::function<Result<void>(const MailReading&)>& use);

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  explicit ReadingSpool(std::FILE* file) : file_(file) {}
  std::unique_ptr<std::FILE, Close> file_;
};

}  // namespace connections::sync
