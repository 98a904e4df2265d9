#pragma once

#include "app/command.h"

namespace connections::app {

/// `corpus generate DIR --count N`: writes invented mails with their truth.jsonl.
void add_corpus_generate(CLI::App& corpus, Action& chosen);

}  // namespace connections::app
