#pragma once

#include <optional>

#include <pqxx/pqxx>

#include "model/error.h"
#include "store/sql/session.h"
#include "store/sql/transaction.h"

namespace connections::store {

struct Transaction::Impl {
  pqxx::work& work;
  Session& session;
  /// The first statement that failed. PostgreSQL answers a COMMIT after it with a silent rollback, so Database
  /// asks here.
  std::optional<Error> failed = {};
};

}  // namespace connections::store
