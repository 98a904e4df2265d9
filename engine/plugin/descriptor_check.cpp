#include "plugin/descriptor_check.h"

#include <algorithm>

#include <fmt/format.h>

namespace connections::plugin {
namespace {

constexpr std::uint64_t kKnownCapabilities = CONNECTIONS_CAP_RULES;
constexpr std::size_t kMaxId = 32;
constexpr const char* kRebuild = "rebuild the plugin against plugins/sdk of this version";

/// sizeof(connections_plugin) as published with each minor of ABI 1.
constexpr std::uint32_t kDescriptorSize[]{80};
static_assert(sizeof(connections_plugin) == kDescriptorSize[CONNECTIONS_ABI_MINOR]);
static_assert(offsetof(connections_plugin, struct_size) == 8 && offsetof(connections_plugin, abi_major) == 12 &&
                  offsetof(connections_plugin, abi_minor) == 14,
              "the first 16 bytes are frozen for ever");

bool pass(std::vector<Check>& checks, std::string check, std::string found) {
  checks.push_back({std::move(check), true, std::move(found), {}, {}});
  return true;
}
bool refuse(std::vector<Check>& checks, std::string check, std::string found, std::string expected, std::string hint) {
  checks.push_back({std::move(check), false, std::move(found), std::move(expected), std::move(hint)});
  return false;
}

bool is_id(std::string_view id) {
  if (id.empty() || id.size() > kMaxId || id[0] < 'a' || id[0] > 'z') return false;
  return std::all_of(id.begin(), id.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

bool check_numbers(const connections_plugin& found, std::vector<Check>& checks) {
  if (found.magic != CONNECTIONS_ABI_MAGIC)
    return refuse(checks, "magic", fmt::format("{:#018x}", found.magic), fmt::format("{:#018x}", CONNECTIONS_ABI_MAGIC),
                  "not a connections plugin: use CONNECTIONS_PLUGIN of plugins/sdk");
  pass(checks, "magic", "CNXPLUG1");
  const std::string version = fmt::format("ABI {}.{}", found.abi_major, found.abi_minor);
  const std::string ours =
      fmt::format("ABI {}.0 to {}.{}", CONNECTIONS_ABI_MAJOR, CONNECTIONS_ABI_MAJOR, CONNECTIONS_ABI_MINOR);
  if (found.abi_major != CONNECTIONS_ABI_MAJOR || found.abi_minor > CONNECTIONS_ABI_MINOR)
    return refuse(checks, "ABI version", version, ours, kRebuild);
  pass(checks, "ABI version", version);
  const std::uint32_t expected = kDescriptorSize[found.abi_minor];
  if (found.struct_size != expected)
    return refuse(checks, "descriptor size", fmt::format("{} bytes", found.struct_size),
                  fmt::format("{} bytes", expected), kRebuild);
  return pass(checks, "descriptor size", fmt::format("{} bytes", expected));
}

}  // namespace

bool check_descriptor(const connections_plugin& found, std::string_view id, std::vector<Check>& checks) {
  if (!check_numbers(found, checks)) return false;
  const std::string_view named = found.id != nullptr ? found.id : "";
  if (!is_id(named))
    return refuse(checks, "id", fmt::format("'{}'", named.substr(0, kMaxId)), "[a-z][a-z0-9_]{0,31}",
                  "correct the id in CONNECTIONS_PLUGIN");
  if (named != id)
    return refuse(checks, "id", fmt::format("'{}'", named), fmt::format("'{}'", id),
                  "the id, the file's name and config/plugins.yaml must agree");
  pass(checks, "id", std::string(named));
  if (const std::uint64_t unknown = found.capabilities & ~kKnownCapabilities; unknown != 0)
    return refuse(checks, "capabilities", fmt::format("unknown bits {:#x}", unknown),
                  fmt::format("bits of {:#x}", kKnownCapabilities),
                  "the plugin wants what this engine does not have: use a newer engine");
  pass(checks, "capabilities", fmt::format("{:#x}", found.capabilities));
  if (found.version == nullptr || found.built_with == nullptr)
    return refuse(checks, "texts", "a null version or compiler", "both set", kRebuild);
  if (found.create == nullptr || found.destroy == nullptr || found.recognise == nullptr || found.extract == nullptr)
    return refuse(checks, "entry points", "a null function", "create, destroy, recognise and extract", kRebuild);
  return pass(checks, "entry points", "create, destroy, recognise, extract");
}

}  // namespace connections::plugin
