#include "worker/charsets.h"

#include <iconv.h>

namespace connections::worker {
namespace {

/// Those of the WHATWG Encoding Standard, which is what mail programs and web mailers write, and older ones of theirs.
/// Another one is read as Windows-1252 there, as an unknown one is everywhere.
constexpr const char* kCharsets[]{
    "iso-8859-1",    "iso-8859-2",   "iso-8859-3",   "iso-8859-4",   "iso-8859-5",   "iso-8859-6",   "iso-8859-7",
    "iso-8859-8",    "iso-8859-9",   "iso-8859-10",  "iso-8859-11",  "iso-8859-13",  "iso-8859-14",  "iso-8859-15",
    "iso-8859-16",   "windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1255",
    "windows-1256",  "windows-1257", "windows-1258", "cp874",        "tis-620",      "koi8-r",       "koi8-u",
    "koi8-t",        "ibm437",       "ibm850",       "ibm852",       "ibm855",       "ibm857",       "ibm858",
    "ibm862",        "ibm864",       "ibm866",       "ibm869",       "macintosh",    "mac-cyrillic", "gb2312",
    "gbk",           "gb18030",      "big5",         "big5-hkscs",   "euc-tw",       "euc-jp",       "shift_jis",
    "cp932",         "iso-2022-jp",  "euc-kr",       "uhc",          "johab",        "iso-2022-kr",  "iso-2022-cn",
    "iso-2022-jp-2", "eucjp-ms",     "cp949",        "cp1251",       "tcvn",         "viscii",       "armscii-8",
    "georgian-ps",   "us-ascii",     "utf-7",        "utf-16",       "utf-16le",     "utf-16be",     "utf-32"};

}  // namespace

void load_charsets() {
  // Never closed: an unused converter would be unloaded. Decoding a broken text converts both ways.
  for (const char* charset : kCharsets) {
    static_cast<void>(iconv_open("UTF-8", charset));
    static_cast<void>(iconv_open(charset, "UTF-8"));
  }
}

}  // namespace connections::worker
