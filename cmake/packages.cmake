# `cmake --build --preset release --target package` makes the Debian packages: the program, and the extension by itself, so that the
# program does not depend on LibreOffice.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "${PROJECT_NAME} maintainers <maintainers@example.invalid>")
set(CPACK_PACKAGE_VENDOR ${PROJECT_NAME})
set(CPACK_RESOURCE_FILE_LICENSE ${CMAKE_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL daicho)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_DAICHO_PACKAGE_NAME daicho)
set(CPACK_COMPONENT_DAICHO_DESCRIPTION "Risk-analysis workbooks, computed in place
 Reads the workbooks in which offices keep their risk analysis, computes
 what should be computed and writes it back, losing nothing.")
if(DAICHO_LIBREOFFICE)
  list(APPEND CPACK_COMPONENTS_ALL libreoffice)
  set(CPACK_DEBIAN_LIBREOFFICE_PACKAGE_NAME libreoffice-daicho)
  set(CPACK_DEBIAN_LIBREOFFICE_PACKAGE_DEPENDS "libreoffice-calc (>= 4:7.4)")
  set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${OFFICE}/program)
  set(CPACK_COMPONENT_LIBREOFFICE_DESCRIPTION "Risk-analysis workbooks in LibreOffice Calc
 Menu and tool bar that compute the columns of asset registers and risk
 reports in the open spreadsheet, and say what is wrong.")
endif()
include(CPack)
