#ifndef SPRINGLINE_CMETIS_H
#define SPRINGLINE_CMETIS_H
#include <metis.h>
#endif
