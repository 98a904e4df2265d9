#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/parser.h"

namespace connections::plugin {

/// One worker's set of parsers: an instance of each loaded plugin, and the rules-only parser for every
/// rules/<platform>/ that no plugin serves. Made by Registry::parsers(); keeps its snapshot alive.
class Parsers {
 public:
  Parsers(rules::RuleBookPtr book, std::vector<std::unique_ptr<Parser>> parsers,
          std::shared_ptr<const void> keep_alive);

  [[nodiscard]] const rules::RuleBook& book() const noexcept { return *book_; }
  [[nodiscard]] std::span<const std::unique_ptr<Parser>> all() const noexcept { return parsers_; }
  /// Names this set of parsers and rules: 32 hex digits that change when a parser comes, goes or has another version,
  /// and when a rule changes.
  [[nodiscard]] const std::string& in_force() const noexcept { return in_force_; }
  /// The same for all parsers that were made between two reloads.
  [[nodiscard]] const std::shared_ptr<const void>& snapshot() const noexcept { return keep_alive_; }
  [[nodiscard]] Parser* find(std::string_view platform) noexcept;

  struct Claim {
    Parser* parser = nullptr;  ///< null: no parser claims it
    Confidence score;
    std::string tie;                    ///< id of a second parser that claims it as strongly; then review
    std::vector<std::string> failures;  ///< of parsers that could not say whether it is theirs; then review
  };
  /// The parser with the best score of at least 0.5; ties are told, order is (score, id), never address.
  [[nodiscard]] Claim claim(const mail::Mail& mail, rules::Trace* trace = nullptr);

  /// The production extraction: `platform` names the parser, or "auto" asks all. A mail that no parser claims is kind
  /// other with the reason. Never an error: a parser that failed, also while it was asked whether the mail is its own,
  /// is a problem "plugin_failed", and the mail goes to review.
  [[nodiscard]] Extraction extract(const mail::Mail& mail, std::string_view platform, rules::Trace* trace = nullptr);

  /// The same parser over another book: rule tests, and the trial of a new one. kNotFound: no such parser;
  /// kPluginFailed.
  [[nodiscard]] Result<Extraction> extract_as(const rules::RuleBook& book, const mail::Mail& mail,
                                              std::string_view platform, rules::Trace* trace);

 private:
  struct Asked {
    std::size_t parser;    ///< index
    Confidence most_sure;  ///< that it can be
  };
  [[nodiscard]] std::vector<Asked> surest_first() const;
  [[nodiscard]] Extraction unclaimed(const std::string& reason, const std::vector<std::string>& failures) const;

  rules::RuleBookPtr book_;
  std::shared_ptr<const void> keep_alive_;  ///< shared objects stay mapped while an instance lives
  std::vector<std::unique_ptr<Parser>> parsers_;
  std::string in_force_;
  std::vector<Asked> order_;  ///< in which they are asked whose a mail is
};

}  // namespace connections::plugin
