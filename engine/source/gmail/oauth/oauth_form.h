#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace connections::source {

using FormField = std::pair<std::string_view, std::string_view>;

/// "a=1&b=x%20y": application/x-www-form-urlencoded for a body or a query, spaces as %20.
[[nodiscard]] std::string form_encoded(std::initializer_list<FormField> fields);

}  // namespace connections::source
