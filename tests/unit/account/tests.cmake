# The Google that the grant speaks to, and the browser that speaks to it.
target_link_libraries(account_tests PRIVATE PkgConfig::HTTPLIB connections::test_postgres connections::secrets)
