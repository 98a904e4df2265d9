#pragma once

#include <utility>

#include "server/api/api.h"
#include "server/api/route.h"

namespace connections::server {

/// Runs `fn` in one transaction with the rights of the caller's workspace.
template <class F>
auto in_workspace(const Call& call, F&& fn, store::Role role = store::Role::kApp) {
  return call.api.runner.database.with(role, call.caller.workspace, std::forward<F>(fn));
}

}  // namespace connections::server
