# Language level, warnings, sanitizers, compiler cache and linker: one place, for every target.
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)
add_compile_options(-fPIC)   # not -fPIE for programs: tests read the precompiled header of a library
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

add_compile_options(-Wall -Wextra)
if(CONNECTIONS_WERROR)
  add_compile_options(-Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 warns of unset members inside std::expected and std::variant that are never read (PR 105562).
  add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-Wno-maybe-uninitialized>)
  # A tenth of every compile was GCC collecting garbage of its own below the half gigabyte that a file may well take.
  add_compile_options(--param=ggc-min-heapsize=524288)
endif()

if(CONNECTIONS_SANITIZE)
  add_compile_options(-fsanitize=${CONNECTIONS_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${CONNECTIONS_SANITIZE})
endif()
if(CONNECTIONS_FUZZ)   # libFuzzer sees only the branches of what is instrumented: every module, not the target alone
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(CONNECTIONS_COVERAGE)
  add_compile_options(--coverage)
  add_link_options(--coverage)
endif()

find_program(CONNECTIONS_CCACHE ccache)
if(CONNECTIONS_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # A precompiled header defeats ccache unless it may ignore the header's time stamp.
  set(launcher ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CONNECTIONS_CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
  add_compile_options($<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endif()

foreach(linker mold lld)
  find_program(CONNECTIONS_${linker} NAMES ${linker} ld.${linker})
  if(CONNECTIONS_${linker})
    add_link_options(-fuse-ld=${linker})
    break()
  endif()
endforeach()
