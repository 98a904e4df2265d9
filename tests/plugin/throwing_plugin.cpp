// A parser that throws while it reads, one that throws while it recognises, and one whose constructor throws.
#include <stdexcept>

#include "connections/plugin.h"

namespace {

class Throwing final : public connections::sdk::Parser {
 public:
  Throwing() {
#ifdef BAD_CONSTRUCTOR
    throw std::runtime_error("no parser today");
#endif
  }
  double recognise(const connections::sdk::Mail&) override {
#ifdef BAD_RECOGNISE
    throw std::runtime_error("the sender's list is not there");
#endif
    return 0.95;
  }
  void extract(const connections::sdk::Mail&, connections::sdk::Facts& facts) override {
    facts.emit("guest_name", "Half Read", 0.9);
    throw std::runtime_error("the template is new to me");
  }
};

}  // namespace

CONNECTIONS_PLUGIN(Throwing, PLUGIN_ID, "2.3.4")
