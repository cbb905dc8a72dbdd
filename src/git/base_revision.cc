// The base that `--against` means.
#include "git/revision.h"
