target_link_libraries(server_tests PRIVATE connections::test_postgres PkgConfig::HTTPLIB cjose)
