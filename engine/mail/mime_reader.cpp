#include "mail/mime_reader.h"

#include <algorithm>
#include <memory>
#include <mutex>

#include <fmt/format.h>
#include <gmime/gmime.h>

#include "mail/address.h"
#include "mail/mime_bounds.h"
#include "mail/structured_header.h"
#include "model/stage_clock.h"
#include "model/unicode.h"

namespace connections::mail {
namespace {

struct Unref {
  void operator()(gpointer object) const noexcept { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;
struct GFree {
  void operator()(gpointer memory) const noexcept { g_free(memory); }
};
using OwnedText = std::unique_ptr<char, GFree>;
struct FreeOptions {
  void operator()(GMimeParserOptions* options) const noexcept { g_mime_parser_options_free(options); }
};

void initialise_once() {
  static std::once_flag once;
  std::call_once(once, [] { g_mime_init(); });
}

std::string text_or_empty(const char* text) { return text != nullptr ? text : std::string(); }

/// Headers that only bytes above ASCII without any declared charset are made of: UTF-8 if it is, else Windows-1252.
std::unique_ptr<GMimeParserOptions, FreeOptions> parser_options() {
  static const char* fallbacks[] = {"utf-8", "windows-1252", nullptr};
  std::unique_ptr<GMimeParserOptions, FreeOptions> options(g_mime_parser_options_new());
  g_mime_parser_options_set_fallback_charsets(options.get(), fallbacks);
  return options;
}

/// Whether bytes that are not all UTF-8 are still meant to be: more of its sequences hold than break.
bool is_mostly_utf8(std::string_view bytes) {
  std::size_t good = 0, bad = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t before = at;
    const char32_t c = unicode::take(bytes, at);
    if (static_cast<unsigned char>(bytes[before]) < 0x80) continue;
    ++(c == 0xFFFD && at == before + 1 ? bad : good);
  }
  return good > bad;
}

/// Decoded bytes in whatever charset → UTF-8. An unknown or wrong charset is read as Windows-1252, which
/// maps every byte, unless the bytes are UTF-8 after all.
std::string to_utf8(std::string bytes, const char* charset) {
  const std::string name = lower_ascii(charset != nullptr ? charset : "utf-8");
  const bool is_utf8 = name == "utf-8" || name == "utf8" || name == "us-ascii" || name == "ascii";
  if (is_utf8 && (unicode::is_valid_utf8(bytes) || is_mostly_utf8(bytes)))
    return bytes;  // normalising repairs the rest
  const char* tried[] = {is_utf8 ? "windows-1252" : g_mime_charset_iconv_name(name.c_str()), "windows-1252"};
  for (const char* from : tried) {
    gsize size = 0;
    const OwnedText converted(g_convert_with_fallback(bytes.data(), static_cast<gssize>(bytes.size()), "UTF-8", from,
                                                      "\uFFFD", nullptr, &size, nullptr));
    if (converted) return {converted.get(), size};
    if (unicode::is_valid_utf8(bytes)) return bytes;
  }
  return bytes;  // normalising repairs what is left
}

std::string decoded_content(GMimePart* part, std::size_t limit) {
  GMimeDataWrapper* content = g_mime_part_get_content(part);
  if (content == nullptr) return {};
  const Owned<GMimeStream> memory(g_mime_stream_mem_new());
  g_mime_data_wrapper_write_to_stream(content, memory.get());
  const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory.get()));
  std::string text(reinterpret_cast<const char*>(bytes->data), std::min<std::size_t>(bytes->len, limit));
  return to_utf8(std::move(text), g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), "charset"));
}

/// Walks the MIME tree without recursion into mails attached to the mail.
class BodyReader {
 public:
  BodyReader(const Limits& limits, MimeMail& out) : limits_(limits), out_(out) {}

  Result<void> read(GMimeObject* object, std::size_t depth) {
    if (depth > limits_.depth)
      return fail(Errc::kLimitExceeded, fmt::format("parts nest deeper than {} (depth)", limits_.depth));
    if (!GMIME_IS_MULTIPART(object)) return leaf(object);
    auto* multipart = GMIME_MULTIPART(object);
    for (int i = 0; i < g_mime_multipart_get_count(multipart); ++i)
      TRY(read(g_mime_multipart_get_part(multipart, i), depth + 1));
    return {};
  }

 private:
  Result<void> leaf(GMimeObject* object) {
    if (++parts_ > limits_.parts)
      return fail(Errc::kLimitExceeded, fmt::format("more than {} parts (parts)", limits_.parts));
    if (!GMIME_IS_PART(object) || is_attachment(object)) {
      ++out_.attachments;
      return {};
    }
    GMimeContentType* type = g_mime_object_get_content_type(object);
    if (g_mime_content_type_is_type(type, "text", "plain")) return take(GMIME_PART(object), out_.text, out_.has_text);
    if (g_mime_content_type_is_type(type, "text", "html")) return take(GMIME_PART(object), out_.html, out_.has_html);
    ++out_.attachments;
    return {};
  }
  Result<void> take(GMimePart* part, std::string& body, bool& has) {
    if (has) body += '\n';
    has = true;
    body += decoded_content(part, limits_.text_bytes);
    if (body.size() > limits_.text_bytes) body.resize(limits_.text_bytes);
    return {};
  }
  static bool is_attachment(GMimeObject* object) {
    const char* disposition = g_mime_object_get_disposition(object);
    return disposition != nullptr && same_ascii(disposition, "attachment");
  }

  const Limits& limits_;
  MimeMail& out_;
  std::size_t parts_ = 0;
};

/// GMime joins neighbouring base64 words before it decodes them and stops at the first one's padding, so
/// everything behind it would be lost. An empty word of the other encoding between the two keeps them apart.
std::string part_padded_words(std::string_view text) {
  static constexpr std::string_view kPaddedEnd = "=?=", kEmptyWord =
                                                            " =?utf-8?q?"
                                                            "?= ";
  std::string out;
  while (true) {
    const auto end = text.find(kPaddedEnd);
    if (end == std::string_view::npos) break;
    out += text.substr(0, end + kPaddedEnd.size());
    text.remove_prefix(end + kPaddedEnd.size());
    const auto next = text.find_first_not_of(' ');
    if (next != std::string_view::npos && text.substr(next).starts_with("=?")) out += kEmptyWord;
  }
  return out += text;
}

std::string decoded_text(const std::string& raw) {
  const auto options = parser_options();
  const OwnedText decoded(g_mime_utils_header_decode_text(options.get(), part_padded_words(raw).c_str()));
  return text_or_empty(decoded.get());
}

/// Takes the line breaks out; the white space that follows each stays (RFC 5322 §2.2.3).
std::string unfolded(std::string_view raw) {
  std::string out(raw);
  std::erase_if(out, [](char c) { return c == '\r' || c == '\n'; });
  const auto first = out.find_first_not_of(" \t");
  return first == std::string::npos ? "" : out.substr(first);
}

/// GMime keeps the Content-… headers of a message with its body.
void read_headers(GMimeObject* object, std::vector<Header>& out) {
  GMimeHeaderList* list = g_mime_object_get_header_list(object);
  for (int i = 0; i < g_mime_header_list_get_count(list); ++i) {
    GMimeHeader* header = g_mime_header_list_get_header_at(list, i);
    std::string raw = unfolded(text_or_empty(g_mime_header_get_raw_value(header)));
    std::string value = decoded_text(raw);
    out.push_back({text_or_empty(g_mime_header_get_name(header)), std::move(value), std::move(raw)});
  }
}

std::string first_header(const MimeMail& mail, std::string_view wanted) {
  for (const Header& header : mail.headers)
    if (same_ascii(header.name, wanted)) return header.raw;
  return {};
}

std::size_t header_bytes(std::string_view raw) {
  const auto crlf = raw.find("\r\n\r\n");
  const auto lf = raw.find("\n\n");
  return std::min({crlf, lf, raw.size()});
}

}  // namespace

std::optional<Instant> read_mail_date(std::string_view text) {
  const std::string value(text);
  if (value.empty()) return std::nullopt;
  GDateTime* date = g_mime_utils_header_decode_date(value.c_str());
  if (date == nullptr) return std::nullopt;
  const Instant instant{std::chrono::seconds{g_date_time_to_unix(date)}};
  g_date_time_unref(date);
  const int year = static_cast<int>(std::chrono::year_month_day{day_of(instant)}.year());
  return year >= 1990 && year < 2200 ? std::optional(instant) : std::nullopt;
}

Address read_address(const std::string& text) {
  initialise_once();
  RawMailboxes mailboxes = raw_mailboxes(text);
  if (mailboxes.all.empty()) return {};
  RawMailbox& first = mailboxes.all.front();
  return {decoded_text(first.phrase), std::move(first.address)};
}

Result<MimeMail> read_mime(std::string_view raw, const Limits& limits) {
  const StageScope stage(ReadingStage::kMime);
  if (raw.size() > limits.mail_bytes)
    return fail(Errc::kLimitExceeded,
                fmt::format("{} bytes is more than {} (mail_bytes)", raw.size(), limits.mail_bytes));
  raw.remove_prefix(std::min(raw.find_first_not_of("\r\n"), raw.size()));  // blank lines before the headers
  if (raw.empty()) return fail(Errc::kMailUnreadable, "the mail is empty");
  if (header_bytes(raw) > limits.header_bytes)
    return fail(Errc::kLimitExceeded,
                fmt::format("the headers are longer than {} bytes (header_bytes)", limits.header_bytes));
  TRY(check_mime_bounds(raw, limits));

  initialise_once();
  const auto options = parser_options();
  const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(raw.data(), raw.size()));
  const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  const Owned<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), options.get()));
  if (!message) return fail(Errc::kMailUnreadable, "not an RFC 5322 message: no header line found");

  MimeMail mail;
  read_headers(GMIME_OBJECT(message.get()), mail.headers);
  if (mail.headers.empty()) return fail(Errc::kMailUnreadable, "not an RFC 5322 message: no header line found");
  mail.from = read_address(first_header(mail, "from"));
  mail.reply_to = read_address(first_header(mail, "reply-to"));
  mail.date = read_mail_date(first_header(mail, "date"));
  if (GMimeObject* body = g_mime_message_get_mime_part(message.get()); body != nullptr) {
    read_headers(body, mail.content_headers);
    TRY(BodyReader(limits, mail).read(body, 0));
  }
  return mail;
}

std::size_t gmime_decode(std::string_view raw) {
  initialise_once();
  const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(raw.data(), raw.size()));
  const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  const Owned<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), nullptr));
  std::size_t bytes = 0;
  const auto add_text = [](GMimeObject*, GMimeObject* part, gpointer sum) {
    if (!GMIME_IS_TEXT_PART(part)) return;
    const OwnedText text(g_mime_text_part_get_text(GMIME_TEXT_PART(part)));
    if (text) *static_cast<std::size_t*>(sum) += std::string_view(text.get()).size();
  };
  if (message) g_mime_message_foreach(message.get(), add_text, &bytes);
  return bytes;
}

}  // namespace connections::mail
