#include "model/part.h"

#include <array>
#include <utility>

namespace connections {
namespace {

constexpr std::array<std::pair<std::string_view, PartKind>, 7> kPlainParts{{
    {"subject", PartKind::kSubject},
    {"from.address", PartKind::kFromAddress},
    {"from.name", PartKind::kFromName},
    {"reply_to.address", PartKind::kReplyToAddress},
    {"text", PartKind::kText},
    {"html", PartKind::kHtml},
    {"links", PartKind::kLinks},
}};
constexpr std::string_view kHeaderPrefix = "header:";
constexpr std::string_view kSignalPrefix = "signal:";
constexpr std::string_view kLabelPrefix = "label:";

constexpr std::array<std::string_view, 5> kSpeakers{"platform", "guest", "host", "quoted", "forwarder"};

}  // namespace

std::string to_string(const PartRef& part) {
  if (part.kind == PartKind::kHeader) return std::string(kHeaderPrefix) + part.name;
  if (part.kind == PartKind::kSignal) return std::string(kSignalPrefix) + part.name;
  if (part.kind == PartKind::kLabel) return std::string(kLabelPrefix) + part.name;
  for (const auto& [word, kind] : kPlainParts)
    if (kind == part.kind) return std::string(word);
  return {};
}

std::optional<PartRef> parse_part(std::string_view word) {
  for (const auto& [plain, kind] : kPlainParts)
    if (plain == word) return PartRef{kind, {}};
  for (const auto& [prefix, kind] :
       {std::pair{kHeaderPrefix, PartKind::kHeader}, std::pair{kSignalPrefix, PartKind::kSignal},
        std::pair{kLabelPrefix, PartKind::kLabel}})
    if (word.starts_with(prefix) && word.size() > prefix.size())
      return PartRef{kind, std::string(word.substr(prefix.size()))};
  return std::nullopt;
}

std::string_view name(Speaker speaker) noexcept { return kSpeakers[static_cast<std::size_t>(speaker)]; }

std::optional<Speaker> parse_speaker(std::string_view name) noexcept {
  for (std::size_t i = 0; i < kSpeakers.size(); ++i)
    if (kSpeakers[i] == name) return static_cast<Speaker>(i);
  return std::nullopt;
}

}  // namespace connections
