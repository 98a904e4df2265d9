#include "rules/language/load_feed_words.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/value.h"
#include "rules/syntax/check_shape.h"
#include "rules/syntax/diagnostic.h"
#include "rules/syntax/report.h"

namespace connections::rules {
namespace {

std::vector<std::string> words_of(const YamlNode* node) {
  std::vector<std::string> words;
  if (node != nullptr)
    for (const YamlNode& item : node->items) words.push_back(fold(item.value));
  std::ranges::sort(words);
  return words;
}

Result<void> read_blocks(const YamlNode& node, FeedWords& words) {
  for (const YamlEntry& entry : node.entries) {
    std::size_t at = 0;
    while (at < kBlockReasons.size() && kBlockReasons[at] != entry.key) ++at;
    if (at == kBlockReasons.size())
      return fail(Errc::kInvalidArgument, fmt::format("line {}: unknown reason '{}' of a block", entry.line, entry.key),
                  "common/feeds.yaml", fmt::format("one of {}", fmt::join(kBlockReasons, ", ")));
    words.blocks[at] = words_of(&entry.value);
  }
  return {};
}

}  // namespace

Result<FeedWords> load_feed_words(const std::filesystem::path& rules) {
  const auto path = rules / "common" / "feeds.yaml";
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored))
    return fail(Errc::kNotFound, "common/feeds.yaml not found in the rules folder", rules.string());
  std::vector<Diagnostic> found;
  Report report(found);
  RuleSource source = read_rule_source(path, "common/feeds.yaml", report);
  const bool usable = check_shape(source, report) && source.kind == FileKind::kFeeds;
  if (!usable || has_errors(found))
    return fail(Errc::kInvalidArgument,
                found.empty() ? std::string("not a file of feed words")
                              : fmt::format("line {}: {}", found.front().where.line, found.front().message),
                path.string(), "connections rules check shows all of it");
  const YamlNode& root = source.root;
  FeedWords words;
  TRY(read_blocks(*root.find("blocks"), words));
  words.block_fillers = words_of(root.find("block_fillers"));
  words.stays = words_of(root.find("stays"));
  words.tentative = words_of(root.find("tentative"));
  words.cancelled = words_of(root.find("cancelled"));
  words.announces = words_of(root.find("announces"));
  words.channels = words_of(root.find("channels"));
  words.not_names = words_of(root.find("not_names"));
  words.connectives = words_of(root.find("connectives"));
  words.not_names_alone = words_of(root.find("not_names_alone"));
  words.houses = words_of(root.find("houses"));
  words.leads_to_guest = words_of(root.find("leads_to_guest"));
  words.counts = words_of(root.find("counts"));
  words.guest_labels = words_of(root.find("guest_labels"));
  words.code_labels = words_of(root.find("code_labels"));
  words.phone_labels = words_of(root.find("phone_labels"));
  words.last_words = words_of(root.find("last_words"));
  return words;
}

}  // namespace connections::rules
