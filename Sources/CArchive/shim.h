#ifndef SPRINGLINE_CARCHIVE_H
#define SPRINGLINE_CARCHIVE_H
#include <archive.h>
#include <archive_entry.h>
// libarchive unpacks gzip without looking at its checksums; zlib, which it is built on, does.
#include <zlib.h>
#endif
