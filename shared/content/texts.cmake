# Compiles shared/content/texts/<language>/<name>.po to <build>/texts/<language>/<name>.mo, target passerelle_texts.
# msgfmt --check refuses a broken header, a duplicate key, a broken escape: a bad text fails the build and not the page.
include_guard(GLOBAL)
find_program(MSGFMT msgfmt)
if(NOT MSGFMT)
  message(FATAL_ERROR "msgfmt is missing: install the package gettext")
endif()

file(GLOB po_files CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/texts/*/*.po)
set(mo_files)
foreach(po ${po_files})
  file(RELATIVE_PATH relative ${CMAKE_CURRENT_LIST_DIR}/texts ${po})
  string(REGEX REPLACE "\\.po$" ".mo" relative ${relative})
  set(mo ${CMAKE_BINARY_DIR}/texts/${relative})
  get_filename_component(directory ${mo} DIRECTORY)
  file(MAKE_DIRECTORY ${directory})
  add_custom_command(OUTPUT ${mo} DEPENDS ${po} VERBATIM
    COMMAND ${MSGFMT} --check --output-file=${mo} ${po}
    COMMENT "Texts ${relative}")
  list(APPEND mo_files ${mo})
endforeach()

# The pack takes every .mo file of its folder: one whose PO is gone must go too.
file(GLOB old_files ${CMAKE_BINARY_DIR}/texts/*/*.mo)
foreach(old ${old_files})
  if(NOT old IN_LIST mo_files)
    file(REMOVE ${old})
  endif()
endforeach()

add_custom_target(passerelle_texts DEPENDS ${mo_files})
