# `cpack -G DEB` in the build folder packs what the build has made.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME modgate)
set(CPACK_PACKAGE_VENDOR modgate)
set(CPACK_PACKAGE_CONTACT "modgate maintainers <modgate@users.noreply.github.com>")
set(CPACK_PACKAGE_HOMEPAGE_URL https://github.com/modgate/modgate)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_LIST_DIR}/deb_folders.cmake)

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING ALL_COMPONENTS_IN_ONE)
set(CPACK_COMPONENTS_ALL program shared debian)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS git)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "linter for modules that grow in stages")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Projects let experimental modules in early, on conditions: isolated in a
namespace of their own, switchable by a feature flag, owned by named
maintainers, removable by deleting their folders.
.
modgate reads one small manifest per module and the repository through git,
and proves or refutes what the manifests claim, on every pull request and in
every commit hook.")
include(CPack)
