#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "rules/syntax/schema.h"
#include "settings/settings.h"

namespace connections::settings {

/// Where a setting's value is stored.
template <class T>
using Member = T& (*)(Settings&);

/// What a setting may hold.
struct Text {
  Member<std::string> member;
};
struct Texts {
  Member<std::vector<std::string>> member;
};
struct Url {  ///< https://…, or http:// on loopback; empty leaves the default
  Member<std::string> member;
};
struct Path {  ///< of an HTTP request: /letters/digits, - and _
  Member<std::string> member;
};
struct Address {  ///< HOST:PORT
  Member<ListenAddress> member;
};
struct Whole {  ///< both ends included
  double least, most;
  Member<std::size_t> member;
};
struct Decimal {  ///< both ends included
  double least, most;
  Member<double> member;
};
using Type = std::variant<Text, Texts, Url, Path, Address, Whole, Decimal>;

enum class Secrecy : std::uint8_t {
  kNone,
  kValue,  ///< never shown
  kUrl,    ///< shown without user, password and query
};

/// One setting of connections.yaml.
struct Setting {
  std::string_view key;  ///< "server.sync_minutes"
  Type type;
  std::string_view doc;
  Secrecy secrecy = Secrecy::kNone;
};

/// Every setting. Checking, values, `config show` and the table in config/README.md all follow from it.
[[nodiscard]] std::span<const Setting> all_settings() noexcept;

/// "whole number, 1 to 32": for the table in config/README.md.
[[nodiscard]] std::string describe(const Type& type);

/// Names of the two files, and of their root objects in the schema.
inline constexpr std::string_view kSettingsFile = "connections.yaml";
inline constexpr std::string_view kPluginsFile = "plugins.yaml";

/// Both files as objects of the strict YAML schema.
[[nodiscard]] std::span<const rules::ObjectSpec> schema();

}  // namespace connections::settings
