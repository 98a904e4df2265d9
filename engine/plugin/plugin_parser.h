#pragma once

#include "plugin/check.h"
#include "plugin/parser.h"

namespace connections::plugin {

/// A parser of a loaded shared object: calls in through the C boundary, turns failures into errors. kPluginFailed
/// names plugin and version. Nothing if create() gives no parser.
[[nodiscard]] std::unique_ptr<Parser> make_plugin_parser(PluginFilePtr file);

/// The built-in parser for a platform that is a folder of rules and nothing else.
[[nodiscard]] std::unique_ptr<Parser> make_rules_parser(std::string platform);

}  // namespace connections::plugin
