# Reads one folder of a tree written for kbuild, prints the sources of the objects it would build, and goes on to its
# folders: `make -f walk.mk obj=FOLDER`, in the tree's root, options in auto.conf.
.SUFFIXES:
.DEFAULT_GOAL := all
srctree := .
src := $(obj)
lists := obj-y obj-m lib-y lib-m subdir-y subdir-m
$(foreach list,$(lists),$(eval $(list) :=))
include auto.conf
include $(or $(wildcard $(obj)/Kbuild),$(obj)/Makefile)

listed := $(sort $(obj-y) $(obj-m) $(lib-y) $(lib-m))
parts = $($(1:.o=-objs)) $($(1:.o=-y)) $($(1:.o=-m))
is_composite = $(strip $(call parts,$1) $($(1:.o=-)))
real := $(foreach o,$(filter %.o,$(listed)),$(if $(call is_composite,$o),$(call parts,$o),$o))
folders := $(sort $(patsubst %/,%,$(filter %/,$(listed))) $(subdir-y) $(subdir-m))

.PHONY: all
all:
	@$(foreach o,$(real),echo $(patsubst ./%,%,$(obj)/$(o:.o=.c));) :
	@set -e; $(foreach f,$(folders),$(MAKE) --no-print-directory -s -f $(walk) walk=$(walk) obj=$(patsubst ./%,%,$(obj)/$f);) :
