#pragma once

#include <string>
#include <vector>

#include "corpus/generator/variation/layout/sheet.h"
#include "corpus/generator/variation/sending/wrap.h"

namespace connections::corpus {

/// A quoted letter as HTML of a program.
struct QuotedHtml {
  std::string note;         ///< what the person wrote
  std::string banner;       ///< the line above the headers, or above an answered letter
  std::vector<Row> header;  ///< empty: none is shown
  std::string document;     ///< the letter's HTML
};

/// The HTML of the new letter, with the markup of the quoted one changed as the program changes it.
[[nodiscard]] std::string client_html(Client client, const QuotedHtml& quoted);

}  // namespace connections::corpus
