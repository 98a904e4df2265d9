# cmake -DOUTPUT=… -DFOLDER=… -P embed_migrations.cmake: migrations/NNNN_name.sql as one C++ source, so that the
# program carries its schema.
file(GLOB files ${FOLDER}/*.sql)
list(SORT files)
set(body "")
foreach(file IN LISTS files)
  get_filename_component(base ${file} NAME_WE)
  if(NOT base MATCHES "^([0-9][0-9][0-9][0-9])_([a-z0-9_]+)$")
    message(FATAL_ERROR "${file}: a migration is named NNNN_name.sql")
  endif()
  set(version ${CMAKE_MATCH_1})
  set(name ${CMAKE_MATCH_2})
  string(REGEX REPLACE "^0+" "" version ${version})
  file(READ ${file} sql)
  string(APPEND body "      {${version}, \"${name}\", R\"migration(${sql})migration\"},\n")
endforeach()
file(WRITE ${OUTPUT} "// Made by embed_migrations.cmake from migrations/*.sql.
#include \"store/migrate.h\"

namespace connections::store {

std::span<const Migration> embedded_migrations() {
  static const std::vector<Migration> steps{
${body}  };
  return steps;
}

}  // namespace connections::store
")
