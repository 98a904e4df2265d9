#include "rules/syntax/diagnostic_code.h"

#include <fmt/format.h>

namespace connections::rules {
namespace {

constexpr std::uint16_t kFirstWarning = 101;

constexpr CodeInfo kCodes[]{
    {Code::kInvalidYaml, "invalid YAML: a syntax error, an empty file, bytes that are not UTF-8, or two documents"},
    {Code::kUnknownKey, "unknown key or field"},
    {Code::kDuplicateKey, "duplicate key"},
    {Code::kUnsupportedYaml, "anchors, aliases, tags and merge keys are not supported"},
    {Code::kMissingKey, "missing required key"},
    {Code::kWrongType, "wrong type"},
    {Code::kInvalidValue, "invalid value, or keys that cannot be combined"},
    {Code::kInvalidPattern, "invalid regular expression, or syntax that RE2 or the rule language does not support"},
    {Code::kUnknownName, "unknown macro, list or label"},
    {Code::kCaptureGroup, "unknown or unused capture group"},
    {Code::kDuplicateId, "duplicate id, or a second override of the same target"},
    {Code::kLimitExceeded, "limit exceeded: too large, too deeply nested, or too many"},
    {Code::kNotFound, "file, folder or locale not found or not readable"},
    {Code::kCycle, "cyclic macros, includes or packs"},
    {Code::kVersion, "another version of the engine is required, or an invalid version bound"},
    {Code::kUnknownTarget, "unknown target: a pack to extend, a platform, a rule or list to override"},
    {Code::kAmbiguousScalar, "ambiguous scalar that YAML reads in another way than it looks: quote it"},
    {Code::kUnknownInTest, "unknown platform, pack, rule or field in a test"},
    {Code::kInvalidTestMail, "test mail is missing or not a valid message"},
    {Code::kInvalidTestValue, "invalid value or time in a test"},
    {Code::kContradictoryTest, "contradictory keys in a test"},
    {Code::kSlowPattern, "slow: a large expression, or an unbounded gap"},
    {Code::kUnusedName, "unused list or macro"},
    {Code::kShadowedRule, "shadowed rule: another rule reads the same with at least the same confidence"},
    {Code::kUnreachable, "unreachable: a condition that no mail can meet, or a pack that never runs"},
    {Code::kIgnoredFile, "ignored file: rule files end in .yaml"},
    {Code::kUnreachableUpdate, "no mail can ever update a booking, or not without a code: the best total is too low"},
    {Code::kRisingBits, "a worse level is worth more than a better one"},
    {Code::kUngroupedTwins, "two comparisons say the same thing and are in no group, so that it counts twice"},
    {Code::kVetoOnMissing, "a veto over a comparison that also counts where nothing is said"},
};

}  // namespace

std::span<const CodeInfo> all_codes() noexcept { return kCodes; }

std::string to_string(Code code) { return fmt::format("R{:03}", static_cast<unsigned>(code)); }

Severity severity_of(Code code) noexcept {
  return static_cast<std::uint16_t>(code) < kFirstWarning ? Severity::kError : Severity::kWarning;
}

}  // namespace connections::rules
