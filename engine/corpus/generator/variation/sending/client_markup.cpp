#include "corpus/generator/variation/sending/client_markup.h"

#include <fmt/format.h>

#include "corpus/generator/variation/layout/fill.h"
#include "model/html_text.h"

namespace connections::corpus {
namespace {

/// What stands between <body> and </body>.
std::string body_of(const std::string& document) {
  const auto open = document.find("<body>"), close = document.rfind("</body>");
  return open == std::string::npos ? document : document.substr(open + 6, close - open - 6);
}

/// Without comments: no program keeps conditional ones.
std::string without_comments(std::string html) {
  for (auto open = html.find("<!--"); open != std::string::npos; open = html.find("<!--", open)) {
    const auto close = html.find("-->", open);
    html.erase(open, close == std::string::npos ? close : close + 3 - open);
  }
  return html;
}

/// The headers, a line each: {0} the label with its colon, {1} the value.
std::string header_lines(const std::vector<Row>& header, const char* shape) {
  std::string out;
  for (const auto& [label, value] : header)
    out += fmt::format(fmt::runtime(shape), escape_html(label) + ":", escape_html(value));
  return out;
}

std::string gmail(const QuotedHtml& quoted) {
  const std::string body =
      replaced(without_comments(body_of(quoted.document)), "class=\"", "class=\"m_5309157432218gmail-");
  const std::string attribution =
      quoted.header.empty() ? escape_html(quoted.banner) + "<br>"
                            : escape_html(quoted.banner) + "<br>" + header_lines(quoted.header, "{0} {1}<br>");
  const char* shape =
      quoted.header.empty()
          ? "<div dir=\"ltr\">{0}</div><br><div class=\"gmail_quote gmail_quote_container\"><div dir=\"ltr\" "
            "class=\"gmail_attr\">{1}</div><blockquote class=\"gmail_quote\" style=\"margin:0px 0px 0px "
            "0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex\"><u></u>{2}</blockquote></div>\n"
          : "<div dir=\"ltr\">{0}<br><br><div class=\"gmail_quote gmail_quote_container\"><div dir=\"ltr\" "
            "class=\"gmail_attr\">{1}</div><br><br><u></u>{2}</div></div>\n";
  return fmt::format(fmt::runtime(shape), escape_html(quoted.note), attribution, body);
}

std::string outlook(const QuotedHtml& quoted) {
  std::string body = without_comments(body_of(quoted.document));
  body = replaced(std::move(body), "<p>", "<p class=\"MsoNormal\">");
  body = replaced(std::move(body), "</p>", "<o:p></o:p></p>");
  body = replaced(std::move(body), "<h1", "<h1 class=\"x_MsoTitle\"");
  return fmt::format(
      "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\">\n<head>\n<meta http-equiv=\"Content-Type\" "
      "content=\"text/html; charset=utf-8\">\n</head>\n<body lang=\"EN-US\" link=\"#0563C1\">\n<div "
      "class=\"WordSection1\">\n<p class=\"MsoNormal\">{}<o:p></o:p></p>\n<p "
      "class=\"MsoNormal\"><o:p>&nbsp;</o:p></p>\n"
      "<div style=\"border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm\">\n<p class=\"MsoNormal\">{}"
      "<o:p></o:p></p>\n</div>\n<p class=\"MsoNormal\"><o:p>&nbsp;</o:p></p>\n{}</div>\n</body>\n</html>\n",
      escape_html(quoted.note), header_lines(quoted.header, "<b>{0}</b> {1}<br>\n"), body);
}

std::string apple(const QuotedHtml& quoted) {
  const char* shape =
      "<div style=\"margin: 0px;\"><span style=\"font-family: -webkit-system-font, Helvetica Neue, Helvetica, "
      "sans-serif;\"><b>{0} </b></span><span style=\"font-family: -webkit-system-font;\">{1}<br></span></div>";
  return fmt::format(
      "<html><head><meta http-equiv=\"content-type\" content=\"text/html; charset=utf-8\"></head><body "
      "style=\"overflow-wrap: break-word; -webkit-nbsp-mode: space;\">{}<br><div><br><blockquote "
      "type=\"cite\"><div>{}</div><br class=\"Apple-interchange-newline\">{}<br><div>{}</div></blockquote></div></body>"
      "</html>\n",
      escape_html(quoted.note), escape_html(quoted.banner), header_lines(quoted.header, shape),
      replaced(body_of(quoted.document), "<br>", "<br class=\"\">"));
}

}  // namespace

std::string client_html(Client client, const QuotedHtml& quoted) {
  switch (client) {
    case Client::kGmail:
      return gmail(quoted);
    case Client::kOutlook:
      return outlook(quoted);
    case Client::kApple:
      break;
  }
  return apple(quoted);
}

}  // namespace connections::corpus
