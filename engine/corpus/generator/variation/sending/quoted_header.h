#pragma once

#include <string>
#include <vector>

#include "corpus/generator/variation/layout/sheet.h"
#include "corpus/generator/variation/sending/wrap.h"

namespace connections::corpus {

/// The headers of a letter as a program quotes them, in its order and in words of the language.
[[nodiscard]] std::vector<Row> quoted_header(const Language& language, Client client, const Letter& letter);

/// The line above them: "---------- Forwarded message ---------"; Outlook writes a rule.
[[nodiscard]] std::string forward_banner(const Language& language, Client client);

/// The line above an answered letter: "On …, … wrote:". Outlook writes the headers instead: empty.
[[nodiscard]] std::string answer_banner(const Language& language, Client client, const Letter& letter);

}  // namespace connections::corpus
