#include "app/config_tree.h"

#include <charconv>

#include <fmt/format.h>

#include "app/mail_file.h"
#include "model/suggest.h"

namespace connections::app {

Result<ConfigTree> ConfigTree::read(const std::filesystem::path& file) {
  ConfigTree tree;
  tree.file_ = file.string();
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return tree;
  const auto text = TRY(read_bytes(file));
  std::vector<rules::Diagnostic> diagnostics;
  auto root = rules::parse_yaml(text, tree.file_, diagnostics);
  if (!diagnostics.empty()) {
    const auto& first = diagnostics.front();
    return fail(Errc::kConfigInvalid, first.message,
                fmt::format("{}:{}:{}", first.where.file, first.where.line, first.where.column));
  }
  tree.root_ = std::make_shared<const rules::YamlNode>(std::move(*root));
  tree.node_ = tree.root_.get();
  return tree;
}

Result<void> ConfigTree::only(std::initializer_list<std::string_view> keys) const {
  if (node_ == nullptr) return {};
  if (node_->type != rules::YamlNode::Type::kMap)
    return fail(Errc::kConfigInvalid, "this must be a map of keys", place());
  for (const auto& entry : node_->entries) {
    if (std::find(keys.begin(), keys.end(), entry.key) != keys.end()) continue;
    return fail(Errc::kConfigInvalid, fmt::format("unknown key '{}'", entry.key),
                fmt::format("{}:{}:{}", file_, entry.line, entry.column),
                suggest(entry.key, std::vector<std::string_view>(keys)));
  }
  return {};
}

ConfigTree ConfigTree::section(std::string_view key) const {
  ConfigTree found = *this;
  found.node_ = node_ != nullptr ? node_->find(key) : nullptr;
  return found;
}

std::vector<ConfigTree> ConfigTree::items(std::string_view key) const {
  std::vector<ConfigTree> all;
  const ConfigTree list = section(key);
  if (list.node_ == nullptr) return all;
  for (const rules::YamlNode& item : list.node_->items) {
    all.push_back(*this);
    all.back().node_ = &item;
  }
  return all;
}

std::optional<std::string> ConfigTree::text(std::string_view key) const {
  const ConfigTree found = section(key);
  if (found.node_ == nullptr || found.node_->type != rules::YamlNode::Type::kScalar) return std::nullopt;
  return found.node_->value;
}

std::vector<std::string> ConfigTree::texts(std::string_view key) const {
  std::vector<std::string> all;
  for (const ConfigTree& item : items(key))
    if (item.node_->type == rules::YamlNode::Type::kScalar) all.push_back(item.node_->value);
  return all;
}

Result<void> ConfigTree::number(std::string_view key, double least, double most, double& out) const {
  const ConfigTree found = section(key);
  if (found.node_ == nullptr) return {};
  const std::string& text = found.node_->value;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < least || value > most)
    return fail(Errc::kConfigInvalid,
                fmt::format("'{}' must be a number from {} to {}, not '{}'", key, least, most, text), found.place());
  out = value;
  return {};
}

std::string ConfigTree::place() const {
  return node_ == nullptr ? file_ : fmt::format("{}:{}:{}", file_, node_->line, node_->column);
}

}  // namespace connections::app
