#pragma once

#include <string>

#include "app/context.h"

namespace connections::app {

/// Whether a loaded parser, or the rules of a folder of one's own, serve this platform. Errors: kNotFound with the
/// platforms there are; what loading the rules gives.
[[nodiscard]] Result<void> check_platform(Context& context, const std::string& platform);

}  // namespace connections::app
