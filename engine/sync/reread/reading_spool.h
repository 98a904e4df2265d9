#pragma once

#include <cstdio>
#include <functional>
#include <memory>

#include "store/tables/progress_store.h"
#include "sync/read_stage.h"

namespace connections::sync {

/// A mail's new reading, and the stage that it is to have.
struct SpooledReading {
  MessageId message;
  store::Stage stage = store::Stage::kExtracted;
  ReadMail read;
};

/// Readings on disk, in a file without a name that goes with the process: as many as there are, one in memory.
class ReadingSpool {
 public:
  [[nodiscard]] static Result<ReadingSpool> open();  ///< kIo
  [[nodiscard]] Result<void> put(const SpooledReading& one);
  /// Each in the order of put. Errors: kIo, those of `use`.
  [[nodiscard]] Result<void> each(const std::function<Result<void>(const SpooledReading&)>& use);

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  explicit ReadingSpool(std::FILE* file) : file_(file) {}
  std::unique_ptr<std::FILE, Close> file_;
};

}  // namespace connections::sync
