#include "app/terminal/print_json.h"

#include <fmt/format.h>

#include "view/json_text.h"

namespace connections::app {

void print_json(const nlohmann::ordered_json& document) { fmt::print("{}", view::to_text(document)); }

}  // namespace connections::app
