// The picture in engine/README.md, enforced: arrows between modules point down only, and every
// third-party library has one owning module.
#include <regex>
#include <sstream>

#include "architecture/sources.h"

namespace connections::test {
namespace {

/// Modules that a module may include, besides itself. model and log may be used by all.
const std::map<std::string, std::set<std::string>> kArrows{
    {"model", {}},
    {"log", {"model"}},
    {"mail", {}},
    {"secrets", {}},
    {"rules", {"mail", "secrets"}},
    {"match", {}},
    {"abi", {}},
    {"plugin", {"abi", "rules", "mail", "secrets"}},
    {"net", {}},
    {"calendar", {"net"}},
    {"store", {"secrets"}},
    {"source", {"net", "secrets"}},
    {"sync", {"source", "calendar", "plugin", "match", "store", "mail", "rules"}},
    {"server", {"sync", "source", "calendar", "plugin", "match", "store", "mail", "rules", "secrets", "net"}},
    {"app",
     {"server", "sync", "source", "calendar", "plugin", "match", "store", "mail", "rules", "secrets", "net", "abi"}},
};

/// The start of a library's header name → the one module that may include it.
const std::vector<std::pair<std::string, std::string>> kOwners{
    {"gmime/", "mail"},        {"glib", "mail"},     {"re2/", "rules"},        {"yaml-cpp/", "rules"},
    {"boost/", "plugin"},      {"pqxx/", "store"},   {"libical/", "calendar"}, {"curl/", "net"},
    {"sodium", "secrets"},     {"spdlog/", "log"},   {"CLI/", "app"},          {"httplib.h", "server"},
    {"prometheus/", "server"}, {"cjose/", "server"},
};

struct Include {
  std::string file;  ///< "rules/evaluator.cpp"
  std::string header;
};

std::vector<Include> includes_of_engine() {
  static const std::regex line(R"re(^\s*#\s*include\s*[<"]([^>"]+)[>"])re");
  std::vector<Include> found;
  for (const auto& path : sources_below("engine")) {
    std::istringstream text(read_file(path));
    std::smatch match;
    for (std::string row; std::getline(text, row);)
      if (std::regex_search(row, match, line)) found.push_back({below_engine(path), match[1]});
  }
  return found;
}

std::string module_of(const std::string& path) { return path.substr(0, path.find('/')); }

TEST(Architecture, EveryModuleIsInThePicture) {
  for (const auto& path : sources_below("engine")) {
    const std::string module = module_of(below_engine(path));
    EXPECT_TRUE(module == "cmake" || kArrows.contains(module)) << module << " has no arrows in this test";
  }
}

TEST(Architecture, ArrowsPointDownOnly) {
  for (const auto& [file, header] : includes_of_engine()) {
    const std::string from = module_of(file);
    const std::string to = module_of(header);
    if (from == "cmake" || !kArrows.contains(to) || to == from || to == "model" || to == "log") continue;
    EXPECT_TRUE(kArrows.at(from).contains(to)) << file << " includes " << header;
  }
}

TEST(Architecture, EveryLibraryHasOneOwner) {
  for (const auto& [file, header] : includes_of_engine())
    for (const auto& [prefix, owner] : kOwners)
      if (header.starts_with(prefix)) {
        EXPECT_EQ(module_of(file), owner) << file << " includes " << header;
      }
}

/// RE2's types changed between releases and its sets fail silently: one file knows how to handle it.
TEST(Architecture, Re2HasOneOwningFile) {
  for (const auto& [file, header] : includes_of_engine())
    if (header.starts_with("re2/")) {
      EXPECT_EQ(file, "rules/pattern.cpp") << "includes " << header;
    }
  for (const char* folder : {"plugins", "tests", "benchmarks"})
    for (const auto& path : sources_below(folder))
      EXPECT_EQ(read_file(path).find("#include "
                                     "<re2/"),
                std::string::npos)
          << path;
}

TEST(Architecture, PluginsIncludeTheSdkOnly) {
  static const std::regex line(R"re(#\s*include\s*"([^"]+)")re");
  for (const auto& path : sources_below("plugins")) {
    std::istringstream text(read_file(path));
    std::smatch match;
    for (std::string row; std::getline(text, row);) {
      if (!std::regex_search(row, match, line)) continue;
      const std::string header = match[1];
      EXPECT_FALSE(kArrows.contains(module_of(header)) && module_of(header) != "abi") << path << " includes " << header;
    }
  }
}

/// "now" is a parameter everywhere below app and server; only budgets may read the steady clock.
TEST(Architecture, TheCoreReadsNoWallClock) {
  static const std::regex clock(R"(system_clock::now|\btime\s*\(\s*(nullptr|NULL|0)\s*\)|gettimeofday)");
  for (const auto& path : sources_below("engine")) {
    const std::string file = below_engine(path);
    const std::string module = module_of(file);
    if (module == "app" || module == "server") continue;
    EXPECT_FALSE(std::regex_search(read_file(path), clock)) << file << " reads the clock";
  }
}

}  // namespace
}  // namespace connections::test
