#include "mail/address.h"

#include <algorithm>

#include "mail/mail.h"

namespace connections::mail {
namespace {

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

}  // namespace

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

bool is_domain_of(std::string_view domain, std::string_view parent) noexcept {
  if (parent.empty() || domain.size() < parent.size()) return false;
  const std::string_view tail = domain.substr(domain.size() - parent.size());
  if (!std::equal(tail.begin(), tail.end(), parent.begin(), [](char a, char b) { return lower(a) == lower(b); }))
    return false;
  return domain.size() == parent.size() || domain[domain.size() - parent.size() - 1] == '.';
}

std::string_view Address::domain() const noexcept {
  const auto at = address.rfind('@');
  return at == std::string::npos ? std::string_view() : std::string_view(address).substr(at + 1);
}

}  // namespace connections::mail
