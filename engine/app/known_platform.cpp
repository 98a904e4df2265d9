#include "app/known_platform.h"

#include <algorithm>

#include <fmt/format.h>

namespace connections::app {

Result<void> check_platform(Context& context, const std::string& platform) {
  const auto parsers = TRY(context.parsers());
  std::vector<std::string_view> known;
  for (const auto& parser : parsers.all()) known.push_back(parser->id());
  if (std::find(known.begin(), known.end(), platform) != known.end()) return {};
  std::sort(known.begin(), known.end());
  return fail(Errc::kNotFound, fmt::format("there is no platform '{}'", platform), "--platform",
              fmt::format("there are {}; connections rules new PLATFORM begins another", fmt::join(known, ", ")));
}

}  // namespace connections::app
