#ifndef SPRINGLINE_CXLSXWRITER_H
#define SPRINGLINE_CXLSXWRITER_H
#include <xlsxwriter.h>
#endif
