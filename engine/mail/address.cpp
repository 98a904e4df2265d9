#include "mail/address.h"

#include <algorithm>

#include <libpsl.h>

#include "mail/mail.h"

namespace connections::mail {
namespace {

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

constexpr std::size_t kMaxDomain = 253;  // RFC 1035 §2.3.4

bool is_host_name(std::string_view domain) {
  return !domain.empty() && domain.size() <= kMaxDomain && domain.front() != '.' &&
         domain.find("..") == std::string_view::npos && std::all_of(domain.begin(), domain.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
         });
}

}  // namespace

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

bool same_ascii(std::string_view one, std::string_view other) noexcept {
  return one.size() == other.size() &&
         std::equal(one.begin(), one.end(), other.begin(), [](char a, char b) { return lower(a) == lower(b); });
}

bool is_domain_of(std::string_view domain, std::string_view parent) noexcept {
  if (parent.empty() || domain.size() < parent.size()) return false;
  const std::string_view tail = domain.substr(domain.size() - parent.size());
  if (!same_ascii(tail, parent)) return false;
  return domain.size() == parent.size() || domain[domain.size() - parent.size() - 1] == '.';
}

std::string organisational_domain(std::string_view domain) {
  std::string name = lower_ascii(domain);
  if (name.ends_with('.')) name.pop_back();
  const bool number = !name.empty() && name.back() >= '0' && name.back() <= '9';  // no top-level domain ends in a digit
  if (!is_host_name(name) || number) return {};
  const char* registered = psl_registrable_domain(psl_builtin(), name.c_str());
  return registered != nullptr ? registered : std::string();
}

bool aligned(std::string_view one, std::string_view other) {
  const std::string mine = organisational_domain(one);
  return !mine.empty() && mine == organisational_domain(other);
}

std::string_view Address::domain() const noexcept {
  const auto at = address.rfind('@');
  return at == std::string::npos ? std::string_view() : std::string_view(address).substr(at + 1);
}

}  // namespace connections::mail
