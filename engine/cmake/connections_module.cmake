# connections_module(name SOURCES … DEPENDS … USES …)
#   library connections::name from engine/name; DEPENDS are our own modules (public),
#   USES are third-party targets this module alone may include (private).
# fmt and nlohmann-json are shared vocabulary and come with every module.
function(connections_module name)
  cmake_parse_arguments(arg "" "" "SOURCES;DEPENDS;USES" ${ARGN})
  add_library(connections_${name} STATIC ${arg_SOURCES})
  add_library(connections::${name} ALIAS connections_${name})
  target_include_directories(connections_${name} PUBLIC ${CMAKE_SOURCE_DIR}/engine)
  target_link_libraries(connections_${name}
    PUBLIC ${arg_DEPENDS} fmt::fmt nlohmann_json::nlohmann_json Threads::Threads
    PRIVATE ${arg_USES})
  target_precompile_headers(connections_${name} PRIVATE ${CMAKE_SOURCE_DIR}/engine/cmake/pch.h)
endfunction()

# connections_tests(module): tests/unit/<module>/*_test.cpp as one executable and one CTest entry a file's suite.
function(connections_tests name)
  cmake_parse_arguments(arg "" "" "DEPENDS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/unit/${name}/*_test.cpp)
  add_executable(${name}_tests ${sources})
  target_link_libraries(${name}_tests PRIVATE connections::${name} ${arg_DEPENDS} connections::test_support)
  target_compile_definitions(${name}_tests PRIVATE
    CONNECTIONS_SOURCE_DIR="${CMAKE_SOURCE_DIR}" CONNECTIONS_BINARY_DIR="${CMAKE_BINARY_DIR}")
  target_precompile_headers(${name}_tests PRIVATE ${CMAKE_SOURCE_DIR}/tests/support/pch.h)
  add_test(NAME ${name} COMMAND ${name}_tests)
  set_tests_properties(${name} PROPERTIES TIMEOUT 600)
endfunction()
