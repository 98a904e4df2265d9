#pragma once

#include <string>

namespace connections::app {

/// Asks the desktop to open an address. False where there is no desktop or it has no opener; no shell is involved.
bool open_in_browser(const std::string& url);

}  // namespace connections::app
