#include "plugin/check.h"

#include <fmt/format.h>
#include <boost/dll/shared_library.hpp>

#include "plugin/descriptor_check.h"
#include "plugin/host_table.h"
#include "plugin/trusted_file.h"
#include "secrets/digest.h"

namespace connections::plugin {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSymbol = "connections_plugin_v1";
constexpr std::uintmax_t kMaxPlugin = 64u << 20;  ///< real ones have under 1 MiB
constexpr std::string_view kElf =
    "\x7f"
    "ELF";

/// Mapped code, and the sealed memory it was mapped from.
struct Code {
  explicit Code(SealedFile sealed) : file(std::move(sealed)) {}
  SealedFile file;
  boost::dll::shared_library library;  // unloaded first
};

/// Runs the checks of one file in order.
class Loading {
 public:
  Loading(const fs::path& path, const AllowedPlugin& allowed) : path_(path), allowed_(allowed) {
    file_->allowed = allowed;
    file_->path = path;
  }

  bool run(const fs::path& folder) {
    return place(folder) && permissions() && content() && open() && symbol() && descriptor() && creation();
  }
  Loaded result(bool good) { return {std::move(checks_), good ? std::move(file_) : nullptr}; }

 private:
  bool pass(std::string check, std::string found) {
    checks_.push_back({std::move(check), true, std::move(found), {}, {}});
    return true;
  }
  bool refuse(std::string check, std::string found, std::string expected, std::string hint) {
    checks_.push_back({std::move(check), false, std::move(found), std::move(expected), std::move(hint)});
    return false;
  }

  bool place(const fs::path& folder) {
    std::error_code error;
    const fs::path real = fs::canonical(path_, error);
    if (error || !fs::is_regular_file(real, error))
      return refuse("file", fmt::format("'{}' is not a regular file", path_.string()), "a shared object",
                    "build it, or correct `file` in config/plugins.yaml");
    if (!folder.empty() && real.parent_path() != fs::canonical(folder, error))
      return refuse("folder", real.parent_path().string(), folder.string(),
                    "plugins are loaded from the plugin folder only");
    real_ = real;
    return pass("file", real.string());
  }

  bool permissions() {
    const Distrust distrust = distrust_of(real_);
    if (!distrust.found.empty())
      return refuse("permissions", distrust.found,
                    "the file and every folder above it owned by root or this user, and not writable by others",
                    distrust.hint);
    return pass("permissions", "not writable by others");
  }

  bool content() {
    auto sealed = SealedFile::open(real_, kMaxPlugin);
    if (!sealed)
      return refuse("size", sealed.error().message, fmt::format("a file of at most {} bytes", kMaxPlugin),
                    "not a parser");
    if (!sealed->bytes().starts_with(kElf))
      return refuse("format", "no ELF header", "a shared object", "build it with connections_add_plugin()");
    file_->sha256 = secrets::sha256_hex(sealed->bytes());
    if (!allowed_.sha256.empty() && allowed_.sha256 != file_->sha256)
      return refuse("sha256", file_->sha256, allowed_.sha256,
                    "the file is not the one that config/plugins.yaml allows");
    code_ = std::make_shared<Code>(std::move(*sealed));
    return pass("sha256", file_->sha256);
  }

  bool open() {
    using boost::dll::load_mode::rtld_local;
    using boost::dll::load_mode::rtld_now;
    try {  // the throwing form alone carries the loader's own words
      code_->library.load(code_->file.loadable(), rtld_now | rtld_local);
      return pass("load", "loaded");
    } catch (const std::exception& error) {
      return refuse("load", error.what(), "a shared object whose symbols all resolve",
                    "link it with -Wl,-z,defs and see what is missing");
    }
  }

  bool symbol() {
    if (code_->library.has(kSymbol)) return pass("symbol", kSymbol);
    for (int major = 0; major <= 9; ++major)
      if (const std::string other = fmt::format("connections_plugin_v{}", major); code_->library.has(other))
        return refuse("symbol", other, kSymbol,
                      "built for another major version of the boundary: rebuild it against this one");
    return refuse("symbol", "none", kSymbol, "end the source with CONNECTIONS_PLUGIN(Class, \"id\", \"1.0.0\")");
  }

  bool descriptor() {
    const auto& found = code_->library.get<const connections_plugin>(kSymbol);
    if (!check_descriptor(found, allowed_.id, checks_)) return false;
    file_->descriptor = found;
    file_->version = found.version;
    file_->built_with = found.built_with;
    file_->library = code_;
    return pass("built with", file_->built_with);
  }

  bool creation() {
    connections_parser* parser = file_->descriptor.create(&host_table());
    if (parser == nullptr) return refuse("create", "no parser", "a parser", "the parser's constructor failed");
    file_->descriptor.destroy(parser);
    return pass("create", fmt::format("{} {}", file_->allowed.id, file_->version));
  }

  const fs::path& path_;
  const AllowedPlugin& allowed_;
  std::vector<Check> checks_;
  std::shared_ptr<PluginFile> file_ = std::make_shared<PluginFile>();
  fs::path real_;  ///< without links
  std::shared_ptr<Code> code_;
};

}  // namespace

Loaded load_plugin(const fs::path& path, const AllowedPlugin& allowed, const fs::path& folder) {
  Loading loading(path, allowed);
  const bool good = loading.run(folder);
  return loading.result(good);
}

std::vector<Check> check_plugin_file(const fs::path& path) {
  return load_plugin(
             path, {.id = path.stem().string(), .file = path.filename().string(), .sha256 = {}, .required = false}, {})
      .checks;
}

Error refusal(const fs::path& path, const Check& check) {
  return {Errc::kPluginRefused, fmt::format("{}: found {}, expected {}", check.check, check.found, check.expected),
          path.string(), check.hint};
}

}  // namespace connections::plugin
