#pragma once

#include <nlohmann/json_fwd.hpp>

namespace connections::app {

/// Prints a document on standard output, indented. Bytes that are not UTF-8 become U+FFFD.
void print_json(const nlohmann::ordered_json& document);

}  // namespace connections::app
