target_link_libraries(source_tests PRIVATE connections::fake_gmail)
