#ifndef SPRINGLINE_CSHAPELIB_H
#define SPRINGLINE_CSHAPELIB_H
#include <shapefil.h>
#endif
