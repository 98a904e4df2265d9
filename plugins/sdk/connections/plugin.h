#pragma once

// All that a plugin's author includes. See plugins/README.md: "a parser in fifteen minutes".

#include "connections/facts.h"
#include "connections/mail.h"
#include "connections/parser.h"
#include "connections/rules_parser.h"
#include "connections/trampolines.h"

/// Exports a parser class as a plugin. Once a shared object, outside any namespace.
///   CONNECTIONS_PLUGIN(AirbnbParser, "airbnb", "1.0.0")
#define CONNECTIONS_PLUGIN(ParserClass, plugin_id, plugin_version)                 \
  extern "C" CONNECTIONS_EXPORT const connections_plugin connections_plugin_v1 = { \
      CONNECTIONS_ABI_MAGIC,                                                       \
      sizeof(connections_plugin),                                                  \
      CONNECTIONS_ABI_MAJOR,                                                       \
      CONNECTIONS_ABI_MINOR,                                                       \
      CONNECTIONS_CAP_RULES,                                                       \
      plugin_id,                                                                   \
      plugin_version,                                                              \
      __VERSION__,                                                                 \
      &connections::sdk::Trampolines<ParserClass>::create,                         \
      &connections::sdk::Trampolines<ParserClass>::destroy,                        \
      &connections::sdk::Trampolines<ParserClass>::recognise,                      \
      &connections::sdk::Trampolines<ParserClass>::extract,                        \
  };
