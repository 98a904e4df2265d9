# The Google that the server under test speaks to, the browser that speaks to it, and the keys that sign.
target_link_libraries(server_tests PRIVATE PkgConfig::HTTPLIB cjose connections::test_postgres connections::secrets)
