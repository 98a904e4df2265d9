# connections_embed(VARIABLE function FOLDER GLOB…): a source file, its path in VARIABLE, that defines
# std::span<const connections::EmbeddedFile> connections::function(), the matching files of FOLDER sorted by name.
if(CMAKE_SCRIPT_MODE_FILE)   # the build runs this file again to write the source
  set(body "")
  foreach(file IN LISTS FILES)
    get_filename_component(name ${file} NAME)
    file(READ ${file} text)
    string(APPEND body "      {\"${name}\", R\"embedded(${text})embedded\"},\n")
  endforeach()
  file(WRITE ${OUTPUT} "// Made by connections_embed.cmake.
#include <span>

#include \"model/embedded_file.h\"

namespace connections {

std::span<const EmbeddedFile> ${FUNCTION}();
std::span<const EmbeddedFile> ${FUNCTION}() {
  static constexpr EmbeddedFile kFiles[]{
${body}  };
  return kFiles;
}

}  // namespace connections
")
  return()
endif()

set(CONNECTIONS_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_FILE})
function(connections_embed variable name folder)
  list(TRANSFORM ARGN PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/ OUTPUT_VARIABLE globs)
  file(GLOB files CONFIGURE_DEPENDS ${globs})
  list(SORT files)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} -DFUNCTION=${name} "-DFILES=${files}" -P ${CONNECTIONS_EMBED_SCRIPT}
    DEPENDS ${files} ${CONNECTIONS_EMBED_SCRIPT}
    COMMENT "Embedding ${folder}" VERBATIM)
  set(${variable} ${output} PARENT_SCOPE)
endfunction()
