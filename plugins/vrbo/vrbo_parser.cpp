#include "connections/plugin.h"

namespace {

/// Vrbo, HomeAway, FeWo-direkt and Abritel host mails: the rules do all the reading.
class VrboParser final : public connections::sdk::RulesParser {
 public:
  VrboParser() : RulesParser("vrbo") {}
};

}  // namespace

CONNECTIONS_PLUGIN(VrboParser, "vrbo", "1.0.0")
