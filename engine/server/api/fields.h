#pragma once

#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "server/api/route.h"
#include "server/http/problem.h"
#include "view/schema_table.h"

namespace connections::server {

/// What is wrong with a body: unknown, missing and ill-typed members.
[[nodiscard]] std::vector<FieldError> check_body(const nlohmann::json& body, const view::Schema& schema);
/// What is wrong with the parameters of a request: unknown, repeated, ill-typed and out of range.
[[nodiscard]] std::vector<FieldError> check_query(const Pairs& query, const Route& route);

}  // namespace connections::server
