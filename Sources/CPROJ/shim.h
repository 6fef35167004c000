#ifndef SPRINGLINE_CPROJ_H
#define SPRINGLINE_CPROJ_H
#include <proj.h>
// Karney's geodesics, which libproj carries and exports.
#include <geodesic.h>
#endif
