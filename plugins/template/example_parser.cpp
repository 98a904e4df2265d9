#include <algorithm>

#include "connections/plugin.h"

namespace {

/// Mails of an invented platform. The rules in rules/example/ do the reading; code checks what YAML cannot: the last
/// digit of a code is the sum of the others, modulo ten.
class ExampleParser final : public connections::sdk::RulesParser {
 public:
  ExampleParser() : RulesParser("example") {}

 protected:
  void check(connections::sdk::Facts& facts) override {
    facts.drop_if("confirmation_code", "its check digit is wrong",
                  [](std::string_view code) { return !has_check_digit(code); });
  }

 private:
  static bool has_check_digit(std::string_view code) {
    int sum = 0;
    const auto digits = code.substr(std::min<std::size_t>(code.find('-') + 1, code.size()));
    for (const char c : digits.substr(0, digits.size() - (digits.empty() ? 0 : 1))) sum += c - '0';
    return !digits.empty() && sum % 10 == digits.back() - '0';
  }
};

}  // namespace

CONNECTIONS_PLUGIN(ExampleParser, "example", "1.0.0")
