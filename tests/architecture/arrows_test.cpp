// The picture in engine/README.md, enforced: arrows between modules point down only, and every
// third-party library has one owning module.
#include <algorithm>
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
    {"rules", {"mail", "match", "secrets"}},
    {"match", {}},
    {"abi", {}},
    {"plugin", {"abi", "rules", "mail", "secrets"}},
    {"net", {}},
    {"calendar", {"net", "rules"}},
    {"store", {"secrets"}},
    {"source", {"net", "secrets"}},
    {"account", {"source", "store", "secrets"}},
    {"worker", {}},
    {"sync", {"account", "source", "calendar", "plugin", "match", "store", "mail", "rules", "secrets", "worker"}},
    {"settings", {"rules", "plugin", "source", "net"}},  // values are the structs of the modules that use them
    {"view", {"sync", "store"}},
    {"server",
     {"view", "sync", "account", "source", "calendar", "plugin", "match", "store", "mail", "rules", "secrets", "net"}},
    {"corpus", {}},
    {"app",
     {"server", "view", "settings", "sync", "account", "source", "calendar", "plugin", "match", "store", "mail",
      "rules", "secrets", "net", "abi", "corpus", "worker"}},
};

/// Rooms, the folders inside a module: which rooms of the same module one may include, besides itself. "" is the
/// module's own folder.
const std::map<std::string, std::map<std::string, std::set<std::string>>> kRooms{
    {"rules",
     {{"book", {}},
      {"values", {"book"}},
      {"evaluation", {"book", "values"}},
      {"syntax", {"book"}},
      {"matching", {"syntax"}},
      {"language", {"book", "matching", "syntax"}},
      {"format", {"syntax"}},
      {"testing", {"book", "evaluation", "matching", "syntax"}}}},
    {"store",
     {{"sql", {}},
      {"tables", {"sql"}},
      {"feeds", {"sql", "tables"}},
      {"access", {"sql", "tables"}},
      {"alarms", {"sql"}},
      {"webhooks", {"sql"}},
      {"cluster", {"sql"}},
      {"migrations", {"sql"}}}},
    {"calendar", {{"", {}}, {"read", {""}}, {"identity", {""}}, {"merge", {"", "identity"}}, {"write", {"read"}}}},
    {"sync", {{"", {}}, {"coming", {""}}, {"feeds", {""}}, {"person", {""}}, {"reread", {""}}, {"silence", {""}}}},
    {"source",
     {{"", {}},
      {"folder", {""}},
      {"gmail/api", {""}},
      {"gmail/oauth", {"gmail/api"}},
      {"gmail/label", {"", "gmail/api"}}}},
    {"server",
     {{"http", {}},
      {"push", {"http", "schedule"}},
      {"webhooks", {}},
      {"api", {"http", "push", "schedule", "health", "metrics", "webhooks"}},
      {"api/routes", {"api"}},
      {"metrics", {}},
      {"schedule", {"metrics"}},
      {"reload", {}},
      {"health", {"metrics", "reload"}},
      {"", {"http", "api", "push", "schedule", "reload", "health", "metrics", "webhooks"}}}},
    {"view", {{"", {}}, {"access", {""}}}},
    {"mail", {{"", {"forward"}}, {"forward", {}}}},
    {"match", {{"", {}}, {"proof", {""}}}},
    {"corpus",
     {{"generator", {}},
      {"generator/variation/layout", {"generator"}},
      {"generator/variation/facts", {"generator", "generator/variation/layout"}},
      {"generator/variation/sending", {"generator", "generator/variation/layout", "generator/variation/facts"}},
      {"generator/variation",
       {"generator", "generator/variation/layout", "generator/variation/facts", "generator/variation/sending"}}}},
    {"app",
     {{"", {"terminal"}},
      {"terminal", {}},
      {"corpus", {"", "terminal"}},
      {"review", {"", "terminal"}},
      {"commands", {"", "terminal", "corpus", "review"}}}},
};

/// The start of a library's header name → the one module that may include it.
const std::vector<std::pair<std::string, std::string>> kOwners{
    {"gmime/", "mail"},        {"glib", "mail"},      {"re2/", "rules"},         {"yaml-cpp/", "rules"},
    {"boost/dll", "plugin"},   {"pqxx/", "store"},    {"libical/", "calendar"},  {"curl/", "net"},
    {"sodium", "secrets"},     {"spdlog/", "log"},    {"CLI/", "app"},           {"boost/asio", "server"},
    {"boost/beast", "server"}, {"httplib", "tests"},  {"prometheus/", "server"}, {"cjose/", "server"},
    {"libpsl", "mail"},        {"seccomp", "worker"}, {"utf8proc", "model"},
};

struct Include {
  std::string file;  ///< "rules/evaluation/evaluator.cpp"
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

/// "gmail/api" of "source/gmail/api/pacer.h"; "" of "source/source.h".
std::string room_of(const std::string& path) {
  const auto module = path.find('/');
  const auto file = path.rfind('/');
  return file == module ? "" : path.substr(module + 1, file - module - 1);
}

TEST(Architecture, ArrowsBetweenRoomsPointDownOnly) {
  for (const auto& [file, header] : includes_of_engine()) {
    const std::string module = module_of(file);
    if (module != module_of(header) || room_of(file) == room_of(header)) continue;
    ASSERT_TRUE(kRooms.contains(module)) << module << " has rooms but no arrows between them in this test";
    const auto& rooms = kRooms.at(module);
    ASSERT_TRUE(rooms.contains(room_of(file))) << file << " is in a room that this test does not know";
    EXPECT_TRUE(rooms.at(room_of(file)).contains(room_of(header))) << file << " includes " << header;
  }
}

TEST(Architecture, RoomsHaveNoCycles) {
  for (const auto& [module, rooms] : kRooms) {
    std::map<std::string, std::set<std::string>> left = rooms;
    for (bool removed = true; removed;) {
      removed = false;
      for (auto room = left.begin(); room != left.end();) {
        const bool free =
            std::ranges::none_of(room->second, [&](const std::string& below) { return left.contains(below); });
        removed = removed || free;
        room = free ? left.erase(room) : std::next(room);
      }
    }
    EXPECT_TRUE(left.empty()) << "cycle between rooms of " << module;
  }
}

TEST(Architecture, NoRoomHoldsMoreThanFortyFiles) {
  std::map<std::string, int> files;
  for (const auto& path : sources_below("engine")) ++files[std::filesystem::path(below_engine(path)).parent_path()];
  for (const auto& [room, count] : files) EXPECT_LE(count, 40) << room;
}

/// Their headers take seconds to compile.
TEST(Architecture, OneFileIncludesEachSlowLibrary) {
  for (const auto& [file, header] : includes_of_engine()) {
    EXPECT_TRUE(!header.starts_with("CLI/") || file == "app/command_line.cpp") << file;
    EXPECT_TRUE((!header.starts_with("boost/beast") && !header.starts_with("boost/asio")) ||
                file == "server/http/http_server.cpp" || file == "server/http/http_session.h")
        << file;
    EXPECT_TRUE(header != "server/http/http_session.h" || file == "server/http/http_server.cpp") << file;
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
      EXPECT_EQ(file, "rules/book/pattern.cpp") << "includes " << header;
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
  static const std::regex clock(R"(system_clock::now|\btime\s*\(\s*(nullptr|NULL|0)\s*\)|gettimeofday\s*\()");
  for (const auto& path : sources_below("engine")) {
    const std::string file = below_engine(path);
    const std::string module = module_of(file);
    if (module == "app" || module == "server") continue;
    EXPECT_FALSE(std::regex_search(read_file(path), clock)) << file << " reads the clock";
  }
}

}  // namespace
}  // namespace connections::test
