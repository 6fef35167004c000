#ifndef SPRINGLINE_CSPATIALITE_H
#define SPRINGLINE_CSPATIALITE_H
#include <sqlite3.h>
#include <spatialite.h>
#endif
