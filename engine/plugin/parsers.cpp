#include "plugin/parsers.h"

#include <fmt/format.h>

#include "secrets/digest.h"

namespace connections::plugin {
namespace {

constexpr Confidence kLeastClaim{0.5};

}  // namespace

Parsers::Parsers(rules::RuleBookPtr book, std::vector<std::unique_ptr<Parser>> parsers,
                 std::shared_ptr<const void> keep_alive)
    : book_(std::move(book)), keep_alive_(std::move(keep_alive)), parsers_(std::move(parsers)) {
  constexpr std::size_t kDigits = 32;
  std::string names = book_->hash;
  for (const auto& parser : parsers_) names += fmt::format("\n{} {}", parser->id(), parser->version());
  in_force_ = secrets::sha256_hex(names).substr(0, kDigits);
}

Parser* Parsers::find(std::string_view platform) noexcept {
  for (const auto& parser : parsers_)
    if (parser->id() == platform) return parser.get();
  return nullptr;
}

Parsers::Claim Parsers::claim(const mail::Mail& mail) {
  Claim best;
  for (const auto& parser : parsers_) {  // sorted by id: order never depends on addresses
    const Confidence score = parser->recognise(*book_, mail);
    if (score < kLeastClaim) continue;
    if (best.parser != nullptr && score == best.score) best.tie = std::string(parser->id());
    if (best.parser != nullptr && score <= best.score) continue;
    best = {parser.get(), score, {}};
  }
  return best;
}

Extraction Parsers::extract(const mail::Mail& mail, std::string_view platform, rules::Trace* trace) {
  Extraction nothing;
  nothing.rule_book = book_->hash;
  const Claim claimed = platform == "auto" ? claim(mail) : Claim{find(platform), Confidence(), {}};
  if (claimed.parser == nullptr) {
    nothing.kind_reason =
        platform == "auto" ? "no parser claims this mail" : fmt::format("there is no parser '{}'", platform);
    nothing.problems.push_back({"unclaimed", nothing.kind_reason});
    return nothing;
  }
  auto extraction = claimed.parser->extract(*book_, mail, trace);
  if (!extraction) {
    nothing.platform = std::string(claimed.parser->id());
    nothing.parser_version = fmt::format("{} {}", claimed.parser->id(), claimed.parser->version());
    nothing.may = Permission::kReview;
    nothing.kind_reason = extraction.error().message;
    nothing.problems.push_back({"plugin_failed", extraction.error().message});
    return nothing;
  }
  if (!claimed.tie.empty()) {
    extraction->problems.push_back(
        {"platform_unsure", fmt::format("{} claims this mail as strongly as {}", claimed.tie, extraction->platform)});
    if (extraction->may == Permission::kEnrich) extraction->may = Permission::kReview;
  }
  return std::move(*extraction);
}

}  // namespace connections::plugin
