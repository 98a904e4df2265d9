#include "settings/show_settings.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "settings/setting_table.h"

namespace connections::settings {
namespace {

using nlohmann::ordered_json;

std::string in_words(const ListenAddress& address) {
  const bool v6 = address.host.find(':') != std::string::npos;
  return fmt::format("{}{}{}:{}", v6 ? "[" : "", address.host, v6 ? "]" : "", address.port);
}

ordered_json value_of(const Address& type, Settings& settings) { return in_words(type.member(settings)); }
ordered_json value_of(const auto& type, Settings& settings) { return type.member(settings); }

ordered_json masked(const Setting& setting, const ordered_json& value) {
  if (setting.secrecy == Secrecy::kNone) return value;
  const auto& text = value.get_ref<const std::string&>();
  if (setting.secrecy == Secrecy::kUrl) return masked_url(text);
  return text.empty() ? "" : "***";
}

}  // namespace

/// A password may hold any character, an '@' too: all before the last one goes.
std::string masked_url(const std::string& url) {
  if (url.empty()) return "";
  const auto scheme = url.find("://");
  const auto at = url.rfind('@');
  if (scheme == std::string::npos) return "(set)";
  const std::string rest = at == std::string::npos ? url.substr(scheme + 3) : url.substr(at + 1);
  return url.substr(0, scheme + 3) + (at == std::string::npos ? "" : "***@") + rest.substr(0, rest.find('?'));
}

ordered_json show_settings(const Settings& settings) {
  Settings copy = settings;  // the table gives access to members, not constant ones
  ordered_json all = ordered_json::object();
  for (const Setting& setting : all_settings()) {
    ordered_json* section = &all;
    std::string_view key = setting.key;
    for (auto dot = key.find('.'); dot != std::string_view::npos; dot = key.find('.')) {
      section = &(*section)[std::string(key.substr(0, dot))];
      key.remove_prefix(dot + 1);
    }
    (*section)[std::string(key)] =
        masked(setting, std::visit([&](const auto& type) { return value_of(type, copy); }, setting.type));
  }
  return all;
}

}  // namespace connections::settings
