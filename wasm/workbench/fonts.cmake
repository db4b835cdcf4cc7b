# Cuts two fonts to the characters we draw and writes them as C++ arrays.
function(array name font text_variable)
  set(cut ${OUT}.${name}.ttf)
  execute_process(
    COMMAND ${PYFTSUBSET} ${font} --output-file=${cut} --unicodes=U+0020-017F,U+0218-021B,U+2009,U+2010-203A,U+20AC,U+2212,U+2264-2265,U+FFFD
      --no-hinting --desubroutinize --layout-features= --drop-tables+=GSUB,GPOS,GDEF
    COMMAND_ERROR_IS_FATAL ANY)
  file(READ ${cut} hex HEX)
  string(LENGTH "${hex}" digits)
  math(EXPR size "${digits} / 2")
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
  set(${text_variable} "extern const unsigned char ${name}[];\nextern const unsigned ${name}_size;\nconst unsigned char ${name}[] = {${bytes}};\nconst unsigned ${name}_size = ${size};\n" PARENT_SCOPE)
endfunction()
array(font_regular ${REGULAR} regular)
array(font_strong ${STRONG} strong)
file(WRITE ${OUT} "// Made by fonts.cmake.\nnamespace passerelle::workbench {\n${regular}${strong}}\n")
