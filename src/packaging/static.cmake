# modgate-static: the same objects linked with static libraries only, a program that runs on any Linux of this processor
# without a file beside it. The target `tarball` packs it. Both exist where the static libraries of libgit2 and yaml-cpp
# and of what these use are installed.
set(missing "")
set(static_libraries "")
foreach(library git2 yaml-cpp ssh2 mbedtls mbedx509 mbedcrypto http_parser pcre2-8 crypto z)
  find_library(MODGATE_STATIC_${library} lib${library}.a)
  mark_as_advanced(MODGATE_STATIC_${library})
  if(MODGATE_STATIC_${library})
    list(APPEND static_libraries ${MODGATE_STATIC_${library}})
  else()
    list(APPEND missing lib${library}.a)
  endif()
endforeach()
if(missing OR MODGATE_SANITIZE OR CMAKE_CROSSCOMPILING OR NOT UNIX OR APPLE)
  if(missing)
    list(JOIN missing ", " missing)
    message(STATUS "modgate: no static program, for there is no ${missing}")
  endif()
  return()
endif()

set(archives "")
foreach(folder base git manifest registry scan build resolve removal rfc rules report lint cli)
  list(APPEND archives $<TARGET_FILE:modgate_${folder}>)
endforeach()
add_executable(modgate_static $<TARGET_OBJECTS:modgate> static/fmt.cc static/gssapi.cc)
add_dependencies(modgate_static modgate)
# Linked by file, so that no shared library comes along with the targets.
target_include_directories(modgate_static PRIVATE $<TARGET_PROPERTY:fmt::fmt,INTERFACE_INCLUDE_DIRECTORIES>)
target_compile_options(modgate_static PRIVATE -Wall -Wextra)
# Not -static: then the first exception, which --version and --help already throw, sorts all frames of the program.
target_link_options(modgate_static PRIVATE -static-pie -s -Wl,-z,relro,-z,now)
target_link_libraries(modgate_static PRIVATE
  -Wl,--start-group ${archives} ${static_libraries} -Wl,--end-group Threads::Threads)
set_target_properties(modgate_static PROPERTIES OUTPUT_NAME modgate-static
  LINK_DEPENDS "${archives}")
if(NOT MODGATE_BUILD_TESTS)
  # Another distribution may have these libraries and others that they need: a plain build shall not fail there.
  set_target_properties(modgate_static PROPERTIES EXCLUDE_FROM_ALL ON)
endif()
install(PROGRAMS $<TARGET_FILE:modgate_static> DESTINATION ${CMAKE_INSTALL_BINDIR} RENAME modgate COMPONENT static
  EXCLUDE_FROM_ALL)

# The licences of what is linked in, as the distribution ships them.
foreach(package libgit2-dev libyaml-cpp-dev libssh2-1-dev libmbedtls-dev libhttp-parser-dev libpcre2-dev zlib1g-dev
                libssl-dev libfmt-dev libcli11-dev nlohmann-json3-dev libc6-dev gcc-12-base)
  if(EXISTS /usr/share/doc/${package}/copyright)
    install(FILES /usr/share/doc/${package}/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR}/third-party
      RENAME ${package} COMPONENT static EXCLUDE_FROM_ALL)
  endif()
endforeach()

set(MODGATE_TARBALL modgate-${PROJECT_VERSION}-linux-${CMAKE_SYSTEM_PROCESSOR})
add_custom_target(tarball
  COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/tarball.sh ${CMAKE_COMMAND} ${PROJECT_BINARY_DIR} ${MODGATE_TARBALL}
          ${MODGATE_RELEASE_DATE} ${PROJECT_BINARY_DIR}
  DEPENDS modgate_static modgate_pages VERBATIM)
