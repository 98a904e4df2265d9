#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "model/error.h"
#include "model/time.h"

namespace connections::app {

/// What the demo imports and syncs: engine/corpus/invented/demo.json.
struct DemoPlan {
  struct Feed {
    std::filesystem::path file;
    std::string platform, property;
  };
  struct Mailbox {
    std::string platform, label;
    std::filesystem::path folder;
  };
  Instant now;  ///< the invented day on which it happens
  std::vector<Feed> feeds;
  std::vector<Mailbox> mailboxes;
};

/// kConfigInvalid, kIo.
[[nodiscard]] Result<DemoPlan> read_demo_plan(const std::filesystem::path& folder);

}  // namespace connections::app
