// Placeholder of the next minutes.
#include <gtest/gtest.h>
