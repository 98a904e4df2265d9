#include "browser/browser.h"

#include <cstdlib>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "support/files.h"
#include "support/program.h"

namespace connections::test {

using nlohmann::json;

std::string Browser::missing() {
  for (const char* program : {"node", "npm", "chromium"}) {
    const std::string command = std::string("command -v ") + program + " >/dev/null 2>&1";
    if (std::system(command.c_str()) != 0) return std::string("there is no ") + program + " on this machine";
  }
  return "";
}

std::vector<Page> Browser::walk(const std::vector<Step>& steps) {
  json typed = json::array();
  for (const Step& step : steps)
    typed.push_back(
        {{"does", step.does == Step::Does::kOpen ? "open" : "press"}, {"window", step.window}, {"what", step.what}});
  const TempFolder folder;
  const auto file = folder.path() / "steps.json";
  write_file(file, typed.dump());
  const ProgramRun run = run_program(
      {CONNECTIONS_SOURCE_DIR "/tests/browser/browser.sh", CONNECTIONS_BINARY_DIR "/browser", file.string()});
  if (run.exit_code != 0) throw std::runtime_error("the browser failed: " + run.out + run.error);
  std::vector<Page> pages;
  for (const json& page : json::parse(run.out)) pages.push_back({page.at("url"), page.at("status"), page.at("text")});
  return pages;
}

}  // namespace connections::test
