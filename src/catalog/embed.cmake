# Writes the data files into a C++ source: cmake -D ROOT=… -D OUT=… -D FILES="a;b" -P embed.cmake
# Raw literals: thousands of characters as numbers would take the compiler many seconds.
list(SORT FILES)
set(table "")
foreach(file IN LISTS FILES)
  file(RELATIVE_PATH path ${ROOT} ${file})
  file(READ ${file} content)
  string(FIND "${content}" ")~data" at)
  if(NOT at EQUAL -1)
    message(FATAL_ERROR "${path} holds the end of a raw literal")
  endif()
  string(APPEND table "    DataFile{\"${path}\", R\"~data(${content})~data\"},\n")
endforeach()
file(WRITE ${OUT} "#include \"catalog/embedded.hpp\"\n\nnamespace daicho {\nnamespace {\n\nconstexpr DataFile files[] = {\n${table}};\n\n}  // namespace\n\nstd::span<const DataFile> embedded_files() { return files; }\n\n}  // namespace daicho\n")
