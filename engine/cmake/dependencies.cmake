# Every third-party library, found once. Which module may use which is in connections_module() calls
# and enforced by tests/architecture.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(spdlog REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(Boost REQUIRED)              # headers only: Boost.DLL with BOOST_DLL_USE_STD_FS, Boost.Asio and Boost.Beast
find_package(CLI11 REQUIRED)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)
pkg_check_modules(GMIME REQUIRED IMPORTED_TARGET gmime-3.0)
pkg_check_modules(PSL REQUIRED IMPORTED_TARGET libpsl)
pkg_check_modules(PQXX REQUIRED IMPORTED_TARGET libpqxx)
pkg_check_modules(ICAL REQUIRED IMPORTED_TARGET libical)
pkg_check_modules(CURL REQUIRED IMPORTED_TARGET libcurl)
pkg_check_modules(UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(SECCOMP REQUIRED IMPORTED_TARGET libseccomp)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(PROMETHEUS REQUIRED IMPORTED_TARGET prometheus-cpp-core)   # the registry and its text; not its server
# These macros are on anyway (glibc has threads and g++ sets _GNU_SOURCE) or matter on Windows only (UTF8PROC_EXPORTS), but GCC
# refuses a precompiled header, which all modules share, where they are defined once more.
function(connections_without_precompiled_macros library)
  get_target_property(options PkgConfig::${library} INTERFACE_COMPILE_OPTIONS)
  if(options)
    list(FILTER options EXCLUDE REGEX "^(-pthread|-D_LARGEFILE64_SOURCE|-DUTF8PROC_EXPORTS)$")
    set_target_properties(PkgConfig::${library} PROPERTIES INTERFACE_COMPILE_OPTIONS "${options}")
  endif()
endfunction()
connections_without_precompiled_macros(RE2)
connections_without_precompiled_macros(GMIME)
connections_without_precompiled_macros(UTF8PROC)
# Debian's cjose.pc asks for jansson's headers, which cjose's own do not include.
find_path(CJOSE_INCLUDE_DIR cjose/cjose.h REQUIRED)
find_library(CJOSE_LIBRARY cjose REQUIRED)
add_library(cjose UNKNOWN IMPORTED GLOBAL)
set_target_properties(cjose PROPERTIES IMPORTED_LOCATION ${CJOSE_LIBRARY} INTERFACE_INCLUDE_DIRECTORIES ${CJOSE_INCLUDE_DIR})
if(NOT TARGET yaml-cpp::yaml-cpp)
  add_library(yaml-cpp::yaml-cpp ALIAS yaml-cpp)   # 0.7 exports the bare name only
endif()
