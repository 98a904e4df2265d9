#pragma once

namespace connections::worker {

/// Loads the C library's converters of all character sets that mails use, which it would look for in files when the
/// first such mail comes. For `prepare` (Zygote::start): workers can't open files. What is loaded stays.
void load_charsets();

}  // namespace connections::worker
