target_sources(worker_tests PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/unit/worker/handler.cpp)
