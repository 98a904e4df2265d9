#include "rules/format/layout_shape.h"

#include <algorithm>

namespace connections::rules {
namespace {

bool holds_expression(const ObjectSpec& object, const KeySpec& key) {
  return key.name == "re" || key.name == "code" || key.name == "macros" ||
         (object.name == "segment" && (key.name == "from" || key.name == "to"));
}

}  // namespace

LayoutShape LayoutShape::below(const LayoutSlot& slot) const {
  if (object == nullptr || slot.key.empty()) return {.object = children, .expression = expression};
  const KeySpec* key = find_key(*object, slot.name);
  if (key == nullptr) return {};
  LayoutShape shape{.expression = holds_expression(*object, *key)};
  if (key->type == ValueType::kObject || key->type == ValueType::kObjects) shape.object = &object_spec(key->object);
  if (key->type == ValueType::kObjects) shape.children = shape.object;
  if (key->type == ValueType::kEmits) shape.children = &object_spec("emit");
  if (key->type == ValueType::kExpects) shape.children = &object_spec("expect");
  return shape;
}

std::vector<const LayoutSlot*> LayoutShape::ordered(const LayoutNode& node) const {
  std::vector<const LayoutSlot*> slots;
  for (const LayoutSlot& slot : node.slots) slots.push_back(&slot);
  if (object == nullptr || node.type != YamlNode::Type::kMap) return slots;
  const auto rank = [&](const LayoutSlot* slot) {
    const KeySpec* key = find_key(*object, slot->name);
    return key == nullptr ? object->keys.size() : static_cast<std::size_t>(key - object->keys.data());
  };
  std::stable_sort(slots.begin(), slots.end(),
                   [&](const LayoutSlot* a, const LayoutSlot* b) { return rank(a) < rank(b); });
  return slots;
}

}  // namespace connections::rules
