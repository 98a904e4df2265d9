# The build tree has the shape of an installed tree (bin/, plugins/, share/connections/), so that the
# program finds its rules, its config and the demo's mails relative to itself in both.
set(share ${CMAKE_BINARY_DIR}/share/connections)
file(MAKE_DIRECTORY ${share} ${CMAKE_BINARY_DIR}/plugins)
foreach(folder rules config)
  file(CREATE_LINK ${CMAKE_SOURCE_DIR}/${folder} ${share}/${folder} SYMBOLIC)
endforeach()
file(CREATE_LINK ${CMAKE_SOURCE_DIR}/engine/corpus/invented ${share}/demo SYMBOLIC)
install(DIRECTORY rules config DESTINATION ${CMAKE_INSTALL_DATADIR}/connections)
install(DIRECTORY engine/corpus/invented/ DESTINATION ${CMAKE_INSTALL_DATADIR}/connections/demo)
