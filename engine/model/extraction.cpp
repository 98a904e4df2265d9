#include "model/extraction.h"

namespace connections {

const Fact* Extraction::find(Field field) const noexcept {
  for (const Fact& fact : facts)
    if (fact.field == field) return &fact;
  return nullptr;
}

}  // namespace connections
