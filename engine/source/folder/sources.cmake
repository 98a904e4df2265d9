set(FOLDER_SOURCES folder/folder_files.cpp folder/folder_source.cpp folder/mbox.cpp)
