#ifndef SPRINGLINE_CARCHIVE_H
#define SPRINGLINE_CARCHIVE_H
#include <archive.h>
#include <archive_entry.h>
#endif
