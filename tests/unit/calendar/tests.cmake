# The server that the client under test speaks to.
target_link_libraries(calendar_tests PRIVATE PkgConfig::HTTPLIB)
