#include "connections/plugin.h"
#include "template_name.h"

namespace {

/// Airbnb host mails. Rules do the reading; code finds the template's name where no header says it (platform.yaml,
/// `signals`): it is base64 inside the links.
class AirbnbParser final : public connections::sdk::RulesParser {
 public:
  AirbnbParser() : RulesParser("airbnb") {}

 protected:
  void prepare(const connections::sdk::Mail& mail) override {
    if (const auto links = mail.links())
      if (const std::string name = connections::airbnb::template_name(*links); !name.empty())
        mail.signal("template", name);
  }
};

}  // namespace

CONNECTIONS_PLUGIN(AirbnbParser, "airbnb", "1.0.0")
