# Run by CPack before it packs: folders that `cmake --install` makes on its way to a file have the rights that the umask of
# whoever packs leaves them, and a package's are readable to all.
file(CHMOD_RECURSE ${CPACK_TEMPORARY_DIRECTORY} DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
