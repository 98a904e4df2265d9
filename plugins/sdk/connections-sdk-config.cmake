# find_package(connections-sdk): the target connections::sdk and the function connections_add_plugin().
include("${CMAKE_CURRENT_LIST_DIR}/connections-sdk-targets.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/connections_add_plugin.cmake")
