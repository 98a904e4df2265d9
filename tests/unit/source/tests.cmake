# The token endpoint that the client under test speaks to.
pkg_check_modules(HTTPLIB REQUIRED IMPORTED_TARGET cpp-httplib)
target_link_libraries(source_tests PRIVATE PkgConfig::HTTPLIB connections::secrets)
