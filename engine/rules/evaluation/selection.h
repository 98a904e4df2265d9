#pragma once

#include <string>
#include <vector>

#include "rules/book/pack.h"
#include "rules/evaluation/part_texts.h"
#include "rules/evaluation/trace.h"

namespace connections::rules {

/// Which kind of mail a platform's packs take this one for.
struct Selection {
  const Pack* winner = nullptr;  ///< null: no pack takes it
  Confidence confidence;
  std::string because;
  std::string rival;               ///< pack of another kind that is nearly as sure; then a person decides
  std::vector<const Pack*> packs;  ///< packs of the winner's kind that take it: their rules run
};

/// Kinds compete: the surest pack wins; among equals the one that may do less, then the lower id.
[[nodiscard]] Selection select(const Platform& platform, PartTexts& texts, Trace* trace);

}  // namespace connections::rules
