# The solver is compared with LEMON's where that is installed (liblemon-dev).
pkg_check_modules(LEMON QUIET IMPORTED_TARGET lemon)
set(lemon_test ${CMAKE_CURRENT_SOURCE_DIR}/unit/match/lemon_test.cpp)
if(LEMON_FOUND)
  target_link_libraries(match_tests PRIVATE PkgConfig::LEMON)
  set_source_files_properties(${lemon_test} PROPERTIES SKIP_PRECOMPILE_HEADERS ON COMPILE_OPTIONS -std=c++17)
else()
  set_source_files_properties(${lemon_test} PROPERTIES HEADER_FILE_ONLY ON)
endif()
