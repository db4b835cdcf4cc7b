# Writes the workbench's own words as lines of a C++ table: -DTEXTS=<folder of languages> -DOUT=<file>.
set(wanted [[s/^("(workbench\.[a-z._]+|offer\.(employer|place|contract|missing))") = (".*");$/{"LANGUAGE", \1, \4},/p]])
file(GLOB files ${TEXTS}/*/portal.po)
set(lines)
foreach(file ${files})
  get_filename_component(language ${file} DIRECTORY)
  get_filename_component(language ${language} NAME)
  string(REPLACE LANGUAGE ${language} script "${wanted}")
  # msgcat reads PO as translators' tools write it, wrapped lines and all; a line of its .strings is one of C.
  execute_process(COMMAND ${MSGCAT} --stringtable-output --no-wrap ${file} COMMAND sed -nE "${script}"
    OUTPUT_VARIABLE found COMMAND_ERROR_IS_FATAL ANY)
  string(APPEND lines "${found}")
endforeach()
file(WRITE ${OUT} "${lines}")
