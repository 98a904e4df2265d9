#include "rules/format/layout_comments.h"

#include <algorithm>
#include <optional>

namespace connections::rules {
namespace {

/// A slot and where it hangs.
struct Place {
  LayoutSlot* slot = nullptr;
  LayoutNode* container = nullptr;
  std::optional<std::size_t> parent;  ///< index of the slot that holds `container`; none: the root
};

class Attacher {
 public:
  explicit Attacher(Layout& layout) : layout_(layout) { list(layout.root, std::nullopt); }

  void attach(const LayoutComment& comment) {
    const auto after =
        std::upper_bound(places_.begin(), places_.end(), comment.offset,
                         [](std::size_t offset, const Place& place) { return offset < place.slot->begin; });
    if (after == places_.begin()) return push(layout_.header, comment);
    const auto before = static_cast<std::size_t>(after - places_.begin()) - 1;
    LayoutSlot* next = after == places_.end() ? nullptr : after->slot;
    comment.own_line ? own_line(comment, before, next) : end_of_line(comment, before);
  }

  /// An empty line below the header stays below it.
  void finish() {
    LayoutSlot& first = layout_.root.slots.front();
    if (!layout_.header.empty() && first.blank_above) layout_.header.emplace_back();
    first.blank_above = false;
  }

 private:
  /// In the order of the file.
  void list(LayoutNode& node, std::optional<std::size_t> parent) {
    for (LayoutSlot& slot : node.slots) {
      places_.push_back({&slot, &node, parent});
      list(slot.node, places_.size() - 1);
    }
  }

  static void push(std::vector<std::string>& lines, const LayoutComment& comment) {
    if (comment.blank_before) lines.emplace_back();
    lines.push_back(comment.text);
  }

  void own_line(const LayoutComment& comment, std::size_t before, LayoutSlot* next) {
    LayoutSlot& last = *places_[before].slot;
    if (LayoutNode* flow = flow_around(comment.offset, before)) {
      const bool has_next = next != nullptr && next->begin < flow->end;
      return push(has_next ? next->above : flow->closing, comment);
    }
    // Between a key and its text.
    if (last.node.type == YamlNode::Type::kScalar && comment.offset < last.node.begin) return push(last.above, comment);
    if (next != nullptr && comment.column <= next->column) return push(next->above, comment);
    if (LayoutNode* block = block_that_ends(comment, before, next)) return push(block->closing, comment);
    push(next != nullptr ? next->above : layout_.root.closing, comment);
  }

  /// The innermost brackets that the offset lies in.
  LayoutNode* flow_around(std::size_t offset, std::size_t before) {
    for (std::optional<std::size_t> at = before; at; at = places_[*at].parent) {
      LayoutNode& node = places_[*at].slot->node;
      if (node.flow && node.begin < offset && offset < node.end) return &node;
    }
    return nullptr;
  }

  /// The innermost block that ends before `next` and is indented no deeper than the comment.
  LayoutNode* block_that_ends(const LayoutComment& comment, std::size_t before, const LayoutSlot* next) {
    for (std::optional<std::size_t> at = before; at; at = places_[*at].parent) {
      LayoutNode& container = *places_[*at].container;
      if (next != nullptr && next->begin < container.end) return nullptr;
      if (!container.flow && places_[*at].slot->column <= comment.column) return &container;
    }
    return nullptr;
  }

  void end_of_line(const LayoutComment& comment, std::size_t before) {
    std::size_t at = before;
    while (places_[at].container->flow && places_[at].container->end <= comment.offset) {
      if (!places_[at].parent) return push(layout_.root.closing, comment);  // behind the root's own bracket
      at = *places_[at].parent;
    }
    places_[at].slot->beside.push_back(comment.text);
  }

  Layout& layout_;
  std::vector<Place> places_;
};

}  // namespace

void attach_comments(const std::vector<LayoutComment>& comments, Layout& layout) {
  for (const LayoutComment& comment : comments) layout.comments.push_back(comment.text);
  std::sort(layout.comments.begin(), layout.comments.end());
  Attacher attacher(layout);
  for (const LayoutComment& comment : comments) attacher.attach(comment);
  attacher.finish();
}

}  // namespace connections::rules
