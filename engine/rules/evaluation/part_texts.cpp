#include "rules/evaluation/part_texts.h"

#include <algorithm>

namespace connections::rules {
namespace {

constexpr std::size_t kMaxSegments = 256;  ///< a mail with more does not relay one guest's words

/// The stretch a segment rule marks from `at` on, or nothing.
std::optional<Span> next_stretch(const SegmentRule& rule, const PartText& part, std::size_t at) {
  const auto from = rule.from.find(part.text, at, part.words);
  if (!from) return std::nullopt;
  const auto begin_group = rule.from.group("begin");
  Span stretch{begin_group ? from->spans[*begin_group].begin : from->spans[0].begin, part.text.size()};
  if (stretch.begin == Match::npos) stretch.begin = from->spans[0].begin;
  if (!rule.to) return stretch;
  const auto to = rule.to->find(part.text, from->spans[0].end, part.words);
  if (!to) return std::nullopt;  // without its end it is unknown where the other's words stop
  const auto end_group = rule.to->group("end");
  stretch.end =
      end_group && to->spans[*end_group].begin != Match::npos ? to->spans[*end_group].begin : to->spans[0].begin;
  return stretch;
}

}  // namespace

Signals signals_of(const Platform& platform, const mail::Mail& mail, Signals found) {
  for (const auto& [name, part] : platform.signals)
    if (const mail::View* view = mail.view(part); view != nullptr && !view->text.empty()) found[name] = view->text;
  return found;
}

Speaker PartText::speaker(Span span) const noexcept {
  for (const mail::Segment& segment : segments) {
    if (segment.span.begin >= span.end) break;
    if (segment.span.overlaps(span) && segment.speaker != Speaker::kPlatform) return segment.speaker;
  }
  return Speaker::kPlatform;
}

PartTexts::PartTexts(const mail::Mail& mail, const Signals& signals, const Platform* platform, const RuleBook& book)
    : mail_(mail), signals_(signals), platform_(platform), book_(book) {}

const std::vector<PartTexts::Labelled>& PartTexts::labels() {
  if (labels_) return *labels_;
  labels_.emplace();
  for (const PartKind kind : {PartKind::kText, PartKind::kHtml}) {
    const PartRef ref{kind, {}};
    const PartText* part = get(ref);
    if (part == nullptr) continue;
    for (LabelValue& value : find_label_values(part->text, book_.words)) labels_->push_back({ref, std::move(value)});
  }
  return *labels_;
}

const PartText* PartTexts::get(const PartRef& part) {
  const auto [found, is_new] = texts_.try_emplace(part);
  std::optional<PartText>& text = found->second;
  if (!is_new) return text ? &*text : nullptr;
  if (part.kind == PartKind::kSignal) {
    const auto signal = signals_.find(part.name);
    if (signal == signals_.end()) return nullptr;
    text = PartText{signal->second, nullptr, {}, &words_.emplace_back(*book_.vocabulary, signal->second)};
    return &*text;
  }
  if (part.kind == PartKind::kLabel) return nullptr;
  const mail::View* view = mail_.view(part);
  if (view == nullptr) return nullptr;
  text = PartText{view->text, &view->offsets, view->segments, &words_.emplace_back(*book_.vocabulary, view->text)};
  mark(part, *text);
  return &*text;
}

void PartTexts::mark(const PartRef& part, PartText& text) const {
  if (platform_ == nullptr) return;
  for (const SegmentRule& rule : platform_->segments) {
    if (std::find(rule.parts.begin(), rule.parts.end(), part) == rule.parts.end()) continue;
    std::size_t at = 0;
    while (text.segments.size() < kMaxSegments) {
      const auto stretch = next_stretch(rule, text, at);
      if (!stretch) break;
      if (stretch->size() > 0) text.segments.push_back({*stretch, rule.speaker});
      at = std::max(stretch->end, at + 1);
    }
  }
  std::sort(text.segments.begin(), text.segments.end(),
            [](const mail::Segment& a, const mail::Segment& b) { return a.span < b.span; });
}

}  // namespace connections::rules
