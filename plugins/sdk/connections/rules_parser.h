#pragma once

#include <string_view>

#include "connections/parser.h"

namespace connections::sdk {

/// A parser whose rules do all the reading. Derive, name the platform, and override `prepare` or `check` where
/// YAML cannot say something.
class RulesParser : public Parser {
 public:
  explicit RulesParser(std::string_view platform) noexcept : platform_(platform) {}

  double recognise(const Mail& mail) final {
    prepare(mail);
    return mail.recognise_by_rules(platform_);
  }
  void extract(const Mail& mail, Facts& facts) final {
    prepare(mail);
    facts.apply_rules(mail, platform_);
    check(facts);
  }

 protected:
  /// Before the rules: give them signals that need code to be found.
  virtual void prepare(const Mail& /*mail*/) {}
  /// Behind the rules: drop candidates that cannot be.
  virtual void check(Facts& /*facts*/) {}

 private:
  std::string_view platform_;
};

}  // namespace connections::sdk
