# A generated mail is parsed as the engine parses every mail.
target_link_libraries(corpus_tests PRIVATE connections::mail)
