#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace connections {

/// Half-open byte range [begin, end) of some text.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
  [[nodiscard]] std::size_t size() const noexcept { return end - begin; }
  [[nodiscard]] bool overlaps(Span other) const noexcept { return begin < other.end && other.begin < end; }
  friend auto operator<=>(const Span&, const Span&) = default;
};

/// The readable texts of a mail. For a forwarded mail the envelope parts are those of the quoted mail.
enum class PartKind : std::uint8_t {
  kSubject,         ///< "subject"
  kFromAddress,     ///< "from.address", lower-cased
  kFromName,        ///< "from.name"
  kReplyToAddress,  ///< "reply_to.address", lower-cased
  kText,            ///< "text": the text/plain part, normalised
  kHtml,            ///< "html": the text/html part as text, normalised
  kLinks,           ///< "links": each link's target on a line of its own
  kHeader,          ///< "header:X-Template": one header, decoded
  kSignal,          ///< "signal:template": a word that a parser's code found
  kLabel,           ///< "label:check_in": each value beside such a label, a stretch of text or html
};

/// Names one part. `name` is used by kHeader, kSignal and kLabel only.
struct PartRef {
  PartKind kind = PartKind::kText;
  std::string name;
  friend auto operator<=>(const PartRef&, const PartRef&) = default;
};

[[nodiscard]] std::string to_string(const PartRef& part);
/// Nothing if the word names no part. "body" is not a part: rules expand it to text and html.
[[nodiscard]] std::optional<PartRef> parse_part(std::string_view word);

/// Who speaks in a stretch of text. Facts come from the platform unless a rule says otherwise.
enum class Speaker : std::uint8_t { kPlatform, kGuest, kHost, kQuoted, kForwarder };
[[nodiscard]] std::string_view name(Speaker speaker) noexcept;  ///< "platform", "guest", …
[[nodiscard]] std::optional<Speaker> parse_speaker(std::string_view name) noexcept;

}  // namespace connections
