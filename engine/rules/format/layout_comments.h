#pragma once

#include <vector>

#include "rules/format/layout_scanner.h"

namespace connections::rules {

/// Gives every comment to the node that it is about: one on a line of its own to what follows it, or, if it is indented
/// deeper than that, to the end of the block it is indented as; one at the end of a line to what is on that line.
void attach_comments(const std::vector<LayoutComment>& comments, Layout& layout);

}  // namespace connections::rules
