# connections_module(name SOURCES … DEPENDS … USES …)
#   library connections::name from engine/name; DEPENDS are our own modules (public),
#   USES are third-party targets this module alone may include (private).
#   JSON: most of its files read or write documents.
# fmt and nlohmann-json are shared vocabulary and come with every module.
#
# Compiling one header for each of thirty targets was a seventh of a cold build: model compiles pch.h for all, store
# pch_json.h for those with JSON, whose header costs every file that reads it a second.
function(connections_module name)
  cmake_parse_arguments(arg "JSON" "" "SOURCES;DEPENDS;USES" ${ARGN})
  add_library(connections_${name} STATIC ${arg_SOURCES})
  add_library(connections::${name} ALIAS connections_${name})
  target_include_directories(connections_${name} PUBLIC ${CMAKE_SOURCE_DIR}/engine)
  target_link_libraries(connections_${name}
    PUBLIC ${arg_DEPENDS} fmt::fmt nlohmann_json::nlohmann_json Threads::Threads
    PRIVATE ${arg_USES})
  if(name STREQUAL "model")
    target_precompile_headers(connections_${name} PRIVATE ${CMAKE_SOURCE_DIR}/engine/cmake/pch.h)
  elseif(name STREQUAL "store")
    target_precompile_headers(connections_${name} PRIVATE ${CMAKE_SOURCE_DIR}/engine/cmake/pch_json.h)
  elseif(arg_JSON)
    target_precompile_headers(connections_${name} REUSE_FROM connections_store)
  else()
    target_precompile_headers(connections_${name} REUSE_FROM connections_model)
  endif()
endfunction()

# connections_tests(module): tests/unit/<module>/*_test.cpp as one executable and one CTest entry.
function(connections_tests name)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/unit/${name}/*_test.cpp)
  add_executable(${name}_tests ${sources})
  target_link_libraries(${name}_tests PRIVATE connections::${name} connections::test_support)
  target_compile_definitions(${name}_tests PRIVATE
    CONNECTIONS_SOURCE_DIR="${CMAKE_SOURCE_DIR}" CONNECTIONS_BINARY_DIR="${CMAKE_BINARY_DIR}")
  get_target_property(owner connections_${name} PRECOMPILE_HEADERS_REUSE_FROM)
  if(name STREQUAL "store" OR owner STREQUAL "connections_store")   # a module with JSON has tests with JSON
    target_precompile_headers(${name}_tests REUSE_FROM connections_test_postgres)
  else()
    target_precompile_headers(${name}_tests REUSE_FROM connections_test_support)
  endif()
  add_test(NAME ${name} COMMAND ${name}_tests)
  set_tests_properties(${name} PROPERTIES TIMEOUT ${CONNECTIONS_TEST_TIMEOUT})
endfunction()
