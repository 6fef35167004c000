#ifndef SPRINGLINE_CPROJ_H
#define SPRINGLINE_CPROJ_H
#include <proj.h>
#endif
