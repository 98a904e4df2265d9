#pragma once

#include <filesystem>

#include "rules/language/load_rule_book.h"

namespace connections::rules {

/// The words of all shipped languages, as packs without a choice see them.
inline const Locales& shipped_locales() {
  static const auto book = [] {
    auto outcome = load_rule_book({.rules = std::filesystem::path(CONNECTIONS_SOURCE_DIR) / "rules",
                                   .overrides = {},
                                   .engine_version = "0.1.0",
                                   .budgets = {}});
    if (!outcome.book) throw std::runtime_error(render(outcome.diagnostics, DiagnosticFormat::kText));
    return outcome.book;
  }();
  static const Locales all = [] {
    std::vector<const Locale*> locales;
    for (const auto& [id, locale] : book->locales) locales.push_back(&locale);
    return Locales(std::move(locales));
  }();
  return all;
}

}  // namespace connections::rules
