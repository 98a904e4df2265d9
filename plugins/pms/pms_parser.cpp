#include "connections/plugin.h"

namespace {

/// Mails of property-management systems: the rules tell them apart and do all the reading.
class PmsParser final : public connections::sdk::RulesParser {
 public:
  PmsParser() : RulesParser("pms") {}
};

}  // namespace

CONNECTIONS_PLUGIN(PmsParser, "pms", "1.0.0")
