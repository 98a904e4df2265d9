#pragma once

#include <string>
#include <vector>

namespace connections::test {

/// What a person sees after a step.
struct Page {
  std::string url;
  int status = 0;  ///< of HTTP
  std::string text;
};

/// One thing that a person does, in one of several windows that share no cookies.
struct Step {
  enum class Does { kOpen, kPress };
  Does does;
  std::string window;
  std::string what;  ///< the address, or the user whose button is pressed. "{n}" is the address after step n
};

/// Chromium without a screen, driven by puppeteer-core from npm.
class Browser {
 public:
  /// Why it cannot run here; empty if it can.
  [[nodiscard]] static std::string missing();
  /// The page after each step. Throws std::runtime_error if one cannot be done.
  [[nodiscard]] static std::vector<Page> walk(const std::vector<Step>& steps);
};

}  // namespace connections::test
