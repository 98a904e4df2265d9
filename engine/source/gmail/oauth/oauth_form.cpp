#include "source/gmail/oauth/oauth_form.h"

#include <fmt/format.h>

namespace connections::source {
namespace {

bool unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

}  // namespace

std::string form_encoded(std::initializer_list<FormField> fields) {
  std::string out;
  for (const auto& [name, value] : fields) {
    if (!out.empty()) out += '&';
    out.append(name).append("=");
    for (const char c : value)
      if (unreserved(c))
        out += c;
      else
        out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

}  // namespace connections::source
