#pragma once

#include "model/error.h"

namespace connections::app {

/// Exit codes of the program, the same for every command.
inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;  ///< an error, a refusal, or findings (`rules check`)
inline constexpr int kWrongUsage = 2;

/// Prints an error as people read it and returns kFailed.
int report(const Error& error);

}  // namespace connections::app
