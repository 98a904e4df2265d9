#pragma once

#include "app/command.h"

namespace connections::app {

/// `corpus bench DIR|--generate N`: how fast production extraction is on these mails.
void add_corpus_bench(CLI::App& corpus, Context& context, Action& chosen);

}  // namespace connections::app
