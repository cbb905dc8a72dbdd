if(USE_RELAX)
  target_sources(acme PRIVATE src/relax/expr.cc)
endif()
