#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "net/url.h"
#include "rules/syntax/check_shape.h"
#include "settings/setting_table.h"

namespace connections::settings {
namespace {

namespace fs = std::filesystem;
using rules::Code;
using rules::Report;
using rules::RuleSource;
using rules::YamlNode;

constexpr std::size_t kSecretFileBytes = 64 * 1024;

bool is_blank_or_comment(std::string_view line) {
  const auto first = line.find_first_not_of(" \t\r");
  return first == std::string_view::npos || line[first] == '#';
}

/// A file whose every line is commented out sets nothing.
bool says_nothing(std::string_view text) {
  while (!text.empty()) {
    const auto end = text.find('\n');
    if (!is_blank_or_comment(text.substr(0, end))) return false;
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return true;
}

/// The checked tree of one file; `usable` is false if it sets nothing, or nothing of it can be used.
RuleSource read_source(const fs::path& file, std::string_view root_object, Report& report) {
  RuleSource source;
  source.path = file;
  source.shown = file.string();
  std::error_code error;
  if (!fs::exists(file, error) && !error) return source;
  const auto size = fs::file_size(file, error);  // fails for what is not a regular file
  std::ifstream in;
  if (!error) in.open(file, std::ios::binary);
  if (error || !in || size > rules::kYamlBytes) {
    report.add(source, {.code = Code::kNotFound, .message = "the file cannot be read", .where = {{}, 1, 1}});
    return source;
  }
  source.text.assign(std::istreambuf_iterator<char>(in), {});
  if (says_nothing(source.text)) return source;
  std::vector<rules::Diagnostic> found;
  auto root = rules::parse_yaml(source.text, source.shown, found);
  for (rules::Diagnostic& one : found) report.add(source, std::move(one));
  if (!root) return source;
  source.root = std::move(*root);
  (void)rules::check_shape(source, report, root_object, schema());
  return source;
}

/// The value of a dotted key. Null if it, or a section around it, is absent or broken.
const YamlNode* find(const YamlNode& root, std::string_view key) {
  const auto dot = key.find('.');
  const YamlNode* child = root.find(key.substr(0, dot));
  if (child == nullptr || dot == std::string_view::npos) return child;
  return find(*child, key.substr(dot + 1));
}

/// Stores the values of connections.yaml; mistakes that a shape cannot show go to the report.
class SettingReader {
 public:
  SettingReader(const RuleSource& source, Report& report, Settings& out)
      : source_(source), report_(report), out_(out) {}

  void read_all() {
    for (const Setting& setting : all_settings()) {
      key_ = setting.key;
      if (const YamlNode* node = find(source_.root, setting.key))
        std::visit([&](const auto& type) { read(*node, type); }, setting.type);
    }
    read_client_secret();
    check_watch();
  }

 private:
  void read(const YamlNode& node, const Text& type) { type.member(out_) = node.value; }
  void read(const YamlNode& node, const Texts& type) {
    auto& all = type.member(out_);
    all.clear();
    for (const YamlNode& item : node.items) all.push_back(item.value);
  }
  void read(const YamlNode& node, const Url& type) {
    if (node.value.empty()) return;
    if (!net::checked_url(node.value, net::is_loopback(node.value)))
      return wrong(node, fmt::format("{} must be an https URL (http only on loopback)", key_));
    std::string& url = type.member(out_) = node.value;
    while (url.ends_with('/')) url.pop_back();
  }
  void read(const YamlNode& node, const Path& type) {
    const auto plain = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '-' ||
             c == '_';
    };
    if (!node.value.starts_with('/') || node.value == "/health" || !std::ranges::all_of(node.value, plain))
      return wrong(node, fmt::format("{} must be '/' and letters, digits, '-' and '_', and not /health", key_));
    type.member(out_) = node.value;
  }
  /// "127.0.0.1:8080", "[::1]:8080".
  void read(const YamlNode& node, const Address& type) {
    const std::string& text = node.value;
    const auto colon = std::min(text.rfind(':'), text.size());
    std::string host = text.substr(0, colon);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
    const char* begin = text.data() + std::min(colon + 1, text.size());
    const char* end = text.data() + text.size();
    int port = -1;
    const auto [stop, error] = std::from_chars(begin, end, port);
    if (host.empty() || error != std::errc{} || stop != end || port < 0 || port > 65'535)
      return wrong(node, fmt::format("'{}' must be HOST:PORT, not '{}'", key_.substr(key_.rfind('.') + 1), text));
    type.member(out_) = {std::move(host), port};
  }
  void read(const YamlNode& node, const Whole& type) { type.member(out_) = number<std::size_t>(node); }
  void read(const YamlNode& node, const Decimal& type) { type.member(out_) = number<double>(node); }

  /// The shape check has seen that it is one, and in range.
  template <class T>
  static T number(const YamlNode& node) {
    T value{};
    std::from_chars(node.value.data(), node.value.data() + node.value.size(), value);
    return value;
  }

  void read_client_secret() {
    GoogleSettings& google = out_.google;
    if (google.client_secret_file.empty()) return;
    const YamlNode& node = *find(source_.root, "google.client_secret_file");
    if (!google.client.client_secret.empty())
      return wrong(node, "client_secret and client_secret_file are both set; remove one");
    const fs::path file = out_.folder / google.client_secret_file;  // an absolute path stays as it is
    std::error_code error;
    const auto size = fs::file_size(file, error);
    std::ifstream in;
    if (!error) in.open(file, std::ios::binary);
    if (error || !in || size > kSecretFileBytes)
      return wrong(node, fmt::format("google.client_secret_file cannot be read: {}", file.string()),
                   "the file holds the client secret and nothing else");
    const std::string text(std::istreambuf_iterator<char>(in), {});
    constexpr const char* kSpace = " \t\r\n";
    const auto first = text.find_first_not_of(kSpace);
    if (first != std::string::npos)
      google.client.client_secret = text.substr(first, text.find_last_not_of(kSpace) - first + 1);
  }

  void check_watch() {
    if (out_.watch.audience.empty() || !out_.watch.service_account.empty()) return;
    wrong(*find(source_.root, "watch.audience"), "'audience' needs 'service_account': the signer is checked too");
  }

  void wrong(const YamlNode& node, std::string message, std::string hint = {}) {
    report_.add(source_, node, Code::kInvalidValue, std::move(message), {.suggestion = std::move(hint)});
  }

  const RuleSource& source_;
  Report& report_;
  Settings& out_;
  std::string_view key_;  ///< of the setting that is read
};

void read_plugins(const RuleSource& source, Report& report, Settings& out) {
  const YamlNode* list = source.root.find("plugins");
  if (list == nullptr) return;
  for (const YamlNode& item : list->items) {
    const auto text = [&](std::string_view key) {
      const YamlNode* node = item.find(key);
      return node != nullptr ? node->value : std::string();
    };
    plugin::AllowedPlugin one{
        .id = text("id"), .file = text("file"), .sha256 = text("sha256"), .required = text("required") == "true"};
    const bool bare = one.file.find('/') == std::string::npos;
    if (one.id.empty() || one.file.empty() || (!bare && !fs::path(one.file).is_absolute()))
      report.add(source, item, Code::kInvalidValue,
                 "a plugin needs an id, and a file: a bare name in the plugin folder, or an absolute path");
    else
      out.plugins.push_back(std::move(one));
  }
}

/// A long message is cut, so the beginning of the value decides.
bool quotes(const YamlNode& node, const rules::Diagnostic& one) {
  constexpr std::size_t kPrefix = 32;
  const bool here = node.line == one.where.line && node.column == one.where.column;
  return here && !node.value.empty() && one.message.contains(std::string_view(node.value).substr(0, kPrefix));
}

/// The entry of a dotted key, broken or not.
const YamlNode* find_broken(const YamlNode& root, std::string_view key) {
  const auto dot = key.find('.');
  for (const auto& entry : root.entries)
    if (entry.key == key.substr(0, dot))
      return dot == std::string_view::npos ? &entry.value : find_broken(entry.value, key.substr(dot + 1));
  return nullptr;
}

/// Takes out whatever may be a secret: the quoted lines, and messages that quote a secret value.
void redact(const RuleSource& source, std::vector<rules::Diagnostic>& diagnostics) {
  for (rules::Diagnostic& one : diagnostics) {
    one.source_line.clear();
    if (one.related) one.related->source_line.clear();
    for (const Setting& setting : all_settings()) {
      if (setting.secrecy == Secrecy::kNone || one.where.file != source.shown) continue;
      const YamlNode* node = find_broken(source.root, setting.key);
      if (node == nullptr || !quotes(*node, one)) continue;
      one.message = fmt::format("{} must be one {}, in quotes", setting.key, describe(setting.type));
      one.suggestion.clear();
    }
  }
}

}  // namespace

ReadSettings read_settings(const fs::path& folder) {
  ReadSettings read;
  Report report(read.diagnostics);
  Settings settings;
  settings.folder = folder;
  const RuleSource main = read_source(folder / kSettingsFile, kSettingsFile, report);
  if (main.usable) SettingReader(main, report, settings).read_all();
  const RuleSource plugins = read_source(folder / kPluginsFile, kPluginsFile, report);
  if (plugins.usable) read_plugins(plugins, report, settings);
  redact(main, read.diagnostics);
  if (!rules::has_errors(read.diagnostics)) read.settings = std::move(settings);
  return read;
}

}  // namespace connections::settings
