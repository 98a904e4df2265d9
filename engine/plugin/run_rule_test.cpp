#include "plugin/run_rule_test.h"

namespace connections::plugin {

rules::CaseResult run_rule_test(Parsers& parsers, const rules::RuleBook& book, rules::RuleCase test) {
  return rules::run_rule_case(book, std::move(test),
                              [&](const mail::Mail& mail, std::string_view platform, rules::Trace* trace) {
                                return parsers.extract_as(book, mail, platform, trace);
                              });
}

}  // namespace connections::plugin
