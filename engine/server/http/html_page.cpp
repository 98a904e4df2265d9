#include "server/http/html_page.h"

#include <fmt/format.h>

namespace connections::server {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '\'':
        out += "&#39;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  return out;
}

}  // namespace

HttpReply html_page(int status, std::string_view title, std::string_view text) {
  HttpReply reply{.status = status, .body = {}, .content_type = "text/html; charset=utf-8", .text = {}, .headers = {}};
  reply.text = fmt::format(
      "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Connections</title>"
      "<style>body{{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:18vh auto;padding:0 1rem}}</style>"
      "<h1>{}</h1><p>{}</p></html>\n",
      escaped(title), escaped(text));
  reply.headers = {{"Referrer-Policy", "no-referrer"},
                   {"Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"}};
  return reply;
}

}  // namespace connections::server
