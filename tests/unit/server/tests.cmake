# The Google that the server under test speaks to, and the browser that speaks to it.
target_link_libraries(server_tests PRIVATE PkgConfig::HTTPLIB connections::test_postgres connections::secrets)
