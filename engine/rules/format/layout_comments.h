#pragma once

#include <vector>

#include "rules/format/layout_scanner.h"

namespace connections::rules {

/// Gives every comment to the node it stands at: one on a line of its own to what follows it, or, if it is indented
/// deeper than that, to the end of the block it is indented as; one at the end of a line to what stands there.
void attach_comments(const std::vector<LayoutComment>& comments, Layout& layout);

}  // namespace connections::rules
