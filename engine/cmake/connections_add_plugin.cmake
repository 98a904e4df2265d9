# connections_add_plugin(id SOURCES …): <build>/plugins/<id>.so, exporting exactly one symbol.
# Hidden visibility, the version script and -fno-gnu-unique are what lets a later version of the same
# plugin really replace this one (with default flags a small plugin exports over 800 symbols).
set(CONNECTIONS_PLUGIN_MAP ${CMAKE_CURRENT_LIST_DIR}/plugin.map)
function(connections_add_plugin name)
  cmake_parse_arguments(arg "" "" "SOURCES" ${ARGN})
  add_library(connections_plugin_${name} MODULE ${arg_SOURCES})
  set_target_properties(connections_plugin_${name} PROPERTIES
    PREFIX "" OUTPUT_NAME ${name} LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/plugins
    CXX_VISIBILITY_PRESET hidden C_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
    LINK_DEPENDS ${CONNECTIONS_PLUGIN_MAP})
  target_link_libraries(connections_plugin_${name} PRIVATE connections::sdk)
  target_compile_options(connections_plugin_${name} PRIVATE $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-fno-gnu-unique>)
  if(NOT CONNECTIONS_SANITIZE)   # a sanitizer's runtime is resolved from the host program
    target_link_options(connections_plugin_${name} PRIVATE -Wl,-z,defs)
  endif()
  target_link_options(connections_plugin_${name} PRIVATE -Wl,--version-script=${CONNECTIONS_PLUGIN_MAP})
endfunction()
