#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "model/error.h"

namespace connections::app {

/// What a command answers: as people read it, and as a program does.
struct Answer {
  std::string text;
  nlohmann::ordered_json json;
};

/// Prints one of the two on standard output, or reports the error; the exit code.
int print_answer(const Result<Answer>& answer, bool as_json);

}  // namespace connections::app
