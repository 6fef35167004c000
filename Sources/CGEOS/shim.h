#ifndef SPRINGLINE_CGEOS_H
#define SPRINGLINE_CGEOS_H
// Only the reentrant (_r) functions: the others share one hidden global context.
#define GEOS_USE_ONLY_R_API 1
#include <geos_c.h>
#endif
