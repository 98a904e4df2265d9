#include "server/http/html_page.h"

#include <fmt/format.h>

#include "model/html_text.h"

namespace connections::server {
HttpReply html_page(int status, std::string_view title, std::string_view text) {
  HttpReply reply{.status = status, .body = {}, .content_type = "text/html; charset=utf-8", .text = {}, .headers = {}};
  reply.text = fmt::format(
      "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Connections</title>"
      "<style>body{{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:18vh auto;padding:0 1rem}}</style>"
      "<h1>{}</h1><p>{}</p></html>\n",
      escape_html(title), escape_html(text));
  reply.headers = {{"Referrer-Policy", "no-referrer"},
                   {"Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"}};
  return reply;
}

}  // namespace connections::server
