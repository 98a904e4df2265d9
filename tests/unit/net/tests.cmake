# The server that the client under test speaks to. Debian splits cpp-httplib into a header and a library.
target_link_libraries(net_tests PRIVATE PkgConfig::HTTPLIB)
