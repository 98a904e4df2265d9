# The server that the client under test speaks to.
target_link_libraries(net_tests PRIVATE PkgConfig::HTTPLIB)
