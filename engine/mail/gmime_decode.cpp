#include "mail/gmime_decode.h"

#include <cstring>
#include <memory>
#include <mutex>

#include <gmime/gmime.h>

namespace connections::mail {
namespace {

struct Unref {
  void operator()(gpointer object) const noexcept { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

void add_text(GMimeObject* /*parent*/, GMimeObject* part, gpointer bytes) {
  if (!GMIME_IS_TEXT_PART(part)) return;
  char* text = g_mime_text_part_get_text(GMIME_TEXT_PART(part));
  if (text == nullptr) return;
  *static_cast<std::size_t*>(bytes) += std::strlen(text);
  g_free(text);
}

}  // namespace

std::size_t gmime_decode(std::string_view raw) {
  static std::once_flag once;
  std::call_once(once, [] { g_mime_init(); });
  const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(raw.data(), raw.size()));
  const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  const Owned<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), nullptr));
  std::size_t bytes = 0;
  if (message) g_mime_message_foreach(message.get(), add_text, &bytes);
  return bytes;
}

}  // namespace connections::mail
