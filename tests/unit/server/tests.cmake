# The Google that the server under test speaks to, and the browser that speaks to it.
pkg_check_modules(HTTPLIB REQUIRED IMPORTED_TARGET cpp-httplib)
target_link_libraries(server_tests PRIVATE PkgConfig::HTTPLIB connections::test_postgres connections::secrets)
