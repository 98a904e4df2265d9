#include <cstdio>

#include <fmt/format.h>

#include "app/terminal/report.h"

namespace connections::app {

int report(const Error& error) {
  fmt::print(stderr, "connections: {}\n", to_string(error));
  return kFailed;
}

}  // namespace connections::app
