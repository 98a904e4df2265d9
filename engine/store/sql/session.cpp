#include "store/sql/session.h"

namespace connections::store {

const std::string& Session::prepared(const char* sql) {
  if (const auto known = names_.find(sql); known != names_.end()) return known->second;
  std::string name = "s" + std::to_string(names_.size());
  connection_.prepare(name, sql);
  return names_.emplace(sql, std::move(name)).first->second;
}

}  // namespace connections::store
