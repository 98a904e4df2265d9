#pragma once

#include <pqxx/pqxx>

#include "store/transaction.h"

namespace connections::store {

struct Transaction::Impl {
  pqxx::work& work;
};

}  // namespace connections::store
