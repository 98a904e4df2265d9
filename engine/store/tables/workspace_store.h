#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/error.h"
#include "model/ids.h"
#include "model/time.h"
#include "store/sql/transaction.h"

/// `workspaces`. These run in Database::as_owner: a workspace cannot see that another exists.
namespace connections::store {

struct Workspace {
  WorkspaceId id;
  std::string name;
  Instant created_at;
};

/// kConflict if the name is taken, kInvalidArgument if it is empty.
[[nodiscard]] Result<Workspace> create_workspace(Transaction& owner, const std::string& name, Instant now);
[[nodiscard]] Result<std::optional<Workspace>> find_workspace(Transaction& owner, const std::string& name);
[[nodiscard]] Result<std::vector<Workspace>> list_workspaces(Transaction& owner);  ///< by name

}  // namespace connections::store
