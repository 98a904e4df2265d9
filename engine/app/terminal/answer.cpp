#include "app/terminal/answer.h"

#include <fmt/format.h>

#include "app/terminal/print_json.h"
#include "app/terminal/report.h"

namespace connections::app {

int print_answer(const Result<Answer>& answer, bool as_json) {
  if (!answer) return report(answer.error());
  if (as_json)
    print_json(answer->json);
  else
    fmt::print("{}", answer->text);
  return kDone;
}

}  // namespace connections::app
