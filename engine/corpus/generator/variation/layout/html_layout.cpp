#include "corpus/generator/variation/layout/html_layout.h"

#include <fmt/format.h>

#include "corpus/generator/variation/layout/fill.h"
#include "corpus/generator/variation/layout/html_rows.h"
#include "model/html_text.h"

namespace connections::corpus {
namespace {

constexpr const char* kStyles =
    "<style type=\"text/css\">body{margin:0} .label{color:#717171;font-size:12px} a{color:#006aff}\n"
    "@media only screen and (max-width:480px){.col{width:100%!important}}</style>";

/// A line that mail programs show beside the subject: hidden, and filled up so that nothing else follows it there.
std::string preheader(const std::string& text, Dice& dice) {
  if (text.empty()) return {};
  static constexpr std::array<const char*, 3> kFillers{"&zwnj;&nbsp;", "&#847; &shy; ", "&#8199;&#65279;&#847; "};
  std::string fill;
  const char* filler = dice.pick(kFillers);
  for (int i = 0; i < 30; ++i) fill += filler;
  return fmt::format(
      "<div style=\"display:none;font-size:1px;line-height:1px;max-height:0px;opacity:0;overflow:hidden\">{}{}</div>\n",
      escape_html(text), fill);
}

std::string block_html(const Block& block, HtmlLayout layout, bool colon) {
  switch (block.kind) {
    case Block::Kind::kHeading:
      return "<h1 style=\"font-size:22px\">" + escape_html(block.text) + "</h1>\n";
    case Block::Kind::kQuote:
      return "<div class=\"message\"><p>" + escape_html(block.text) + "</p></div>\n";
    case Block::Kind::kLink:
      return fmt::format("<p><a href=\"{}\" target=\"_blank\" style=\"text-decoration:none\">{}</a></p>\n",
                         escape_html(block.url), escape_html(block.text));
    case Block::Kind::kRows:
      return html_rows(block.rows, layout, colon);
    default:
      return "<p>" + escape_html(block.text) + "</p>\n";
  }
}

/// A fixed width for Word's engine, which other programs must not see.
std::string for_outlook(std::string body) {
  return "<!--[if mso | IE]><table align=\"center\" width=\"600\"><tr><td><![endif]-->\n<div "
         "style=\"max-width:600px\">\n" +
         std::move(body) + "</div>\n<!--[if mso | IE]></td></tr></table><![endif]-->\n";
}

}  // namespace

std::string lay_out_html(const Sheet& sheet, HtmlLayout layout, Dice& dice, std::string_view language) {
  const bool colon = dice.between(0, 1) == 0;
  std::string body;
  for (const Block& block : sheet.blocks) body += block_html(block, layout, colon);
  if (dice.between(0, 2) == 0) body = for_outlook(std::move(body));
  const bool styles = dice.between(0, 1) == 0, picture = dice.between(0, 2) == 0;
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\"><title></title>{}</head>\n<body>\n{}{}{}"
      "<img src=\"https://pixel.example.com/o.gif\" width=\"1\" height=\"1\" alt=\"\"></body>\n</html>\n",
      language, styles ? kStyles : "", preheader(sheet.preheader, dice),
      picture ? "<img src=\"cid:logo@example.com\" alt=\"Logo\" width=\"120\" style=\"display:block\"><br>\n" : "",
      body);
}

}  // namespace connections::corpus
