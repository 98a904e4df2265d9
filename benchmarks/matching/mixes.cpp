#include "matching/world.h"

namespace connections::match_bench {

Mix default_mix() {
  Mix mix;
  mix.name = "default";
  return mix;
}

std::vector<Mix> adversarial_mixes() {
  std::vector<Mix> all;
  const auto add = [&](std::string name, auto change) {
    Mix mix = default_mix();
    mix.name = std::move(name);
    change(mix);
    all.push_back(std::move(mix));
  };
  add("feed lag", [](Mix& m) { m.least_refresh = 24, m.most_refresh = 168, m.failing = 0.3; });
  add("equal listings", [](Mix& m) { m.equal_titles = true, m.least_listings = 4, m.linked = 0.1; });
  add("resold days", [](Mix& m) { m.cancelled = 0.5, m.resold = 0.9, m.same_row = 0.5, m.silent = 0.3; });
  add("renumbered UIDs", [](Mix& m) { m.renumbered = true, m.coded_feeds = 0.2; });
  add("first names only", [](Mix& m) { m.first_names = 1, m.coded_feeds = 0, m.full_names = 0, m.linked = 0.1; });
  add("no codes", [](Mix& m) { m.coded_feeds = 0; });
  add("Saturdays only", [](Mix& m) { m.saturdays = 1, m.least_listings = 8, m.coded_feeds = 0.2; });
  add("days slip", [](Mix& m) { m.slipped = 0.5, m.coded_feeds = 0.2; });
  add("moved guests", [](Mix& m) { m.moved = 0.3; });
  add("one listing", [](Mix& m) { m.most_listings = 1, m.coded_feeds = 0.2; });
  add("block words", [](Mix& m) { m.block_words = true, m.full_names = 0.5, m.blocks = 0.5; });
  add("half the mails missing", [](Mix& m) { m.elsewhere = 0.5, m.coded_feeds = 0.2; });
  return all;
}

}  // namespace connections::match_bench
