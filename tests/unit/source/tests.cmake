# The token endpoint that the client under test speaks to.
target_link_libraries(source_tests PRIVATE PkgConfig::HTTPLIB connections::secrets connections::fake_gmail)
