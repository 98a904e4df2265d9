#include "mail/mail.h"

#include <algorithm>
#include <map>
#include <utility>

#include "mail/address.h"
#include "mail/authentication.h"
#include "mail/forwarded.h"
#include "mail/html_text.h"
#include "mail/links.h"
#include "mail/mime_reader.h"
#include "mail/normalise.h"
#include "mail/plain_text.h"
#include "mail/quoted_text.h"
#include "model/stage_clock.h"

namespace connections::mail {

struct Mail::State {
  MimeMail mime;
  ParseOptions options;
  Address from;         ///< effective
  std::string subject;  ///< effective, not yet normalised
  std::optional<Forwarded> forwarded;
  AuthVerdict auth;
  std::vector<std::string> signed_names;  ///< lower-cased, sorted; of a mail that passed authentication
  Instant received;
  ReceivedFrom received_from = ReceivedFrom::kAssumed;
  Instant written;
  bool written_proven = true;
  std::map<PartRef, View> views;  ///< made on first use; map keeps addresses
  std::vector<Link> links;
  std::optional<PlainText> plain, hypertext;  ///< bodies that were read and are not views yet
  bool text_read = false, html_read = false;

  PlainText& read_plain();
  PlainText& read_hypertext();
  const View& text();
  const View& html();
  const std::vector<Link>& all_links();
  void mark_speakers(View& view);
  void find_envelope();
  void find_received();
  void find_written();
  bool counts(std::string_view name) const;
  View make_short_view(const PartRef& part);
};

namespace {

View short_view(std::string_view text) {
  NormalisedText normal = normalise(text);
  return {std::move(normal.text), std::move(normal.offsets), {}};
}

std::string_view header_in(const std::vector<Header>& headers, std::string_view name) {
  for (const Header& header : headers)
    if (same_ascii(header.name, name)) return header.value;
  return {};
}

}  // namespace

PlainText& Mail::State::read_plain() {
  if (!plain) plain = read_plain_text(mime.text, options.limits.links);
  return *plain;
}

PlainText& Mail::State::read_hypertext() {
  if (hypertext) return *hypertext;
  HtmlText read = html_to_text(mime.html, options.limits.text_bytes);
  NormalisedText normal = normalise(read.text);
  return hypertext.emplace(View{std::move(normal.text), normal.offsets.then(read.offsets), {}}, std::move(read.links));
}

const View& Mail::State::text() {
  View& view = views[PartRef{PartKind::kText, {}}];
  if (!std::exchange(text_read, true)) {
    view = std::move(read_plain().view);
    merge_links(links, std::move(plain->links), options.limits.links);
    mark_speakers(view);
  }
  return view;
}

const View& Mail::State::html() {
  View& view = views[PartRef{PartKind::kHtml, {}}];
  if (!std::exchange(html_read, true)) {
    view = std::move(read_hypertext().view);
    merge_links(links, std::move(hypertext->links), options.limits.links);
    mark_speakers(view);
  }
  return view;
}

const std::vector<Link>& Mail::State::all_links() {
  if (mime.has_html) html();
  if (mime.has_text) text();
  return links;
}

/// Neither the forwarder's words and the quoted header block nor quoted text are the platform's.
void Mail::State::mark_speakers(View& view) {
  std::size_t begin = 0;
  if (forwarded)
    if (const auto block = find_forwarded(view.text, header_in(mime.headers, "subject"), *options.words)) {
      begin = block->body;
      if (begin > 0) view.segments.push_back({{0, begin}, Speaker::kForwarder});
    }
  for (Segment& quoted : find_quoted(view.text, begin)) view.segments.push_back(std::move(quoted));
}

void Mail::State::find_envelope() {
  const StageScope stage(ReadingStage::kEnvelope);
  from = mime.from;
  const std::string outer_subject(header_in(mime.headers, "subject"));
  subject = outer_subject;
  auth = authenticate(mime.headers, mime.content_headers, options.trusted_borders);
  if (auth.state == AuthState::kPassed) signed_names = signed_headers(mime.headers, auth);
  if (options.words == nullptr) return;
  const ForwardWords& words = *options.words;
  if (words.is_platform && words.is_platform(from.address)) return;
  std::optional<ForwardedBlock> block;
  if (mime.has_text) block = find_forwarded(read_plain().view.text, outer_subject, words);
  if (!block && mime.has_html && !mime.has_text)
    block = find_forwarded(read_hypertext().view.text, outer_subject, words);
  if (!block) return;
  forwarded = block->envelope;
  from = forwarded->from;
  if (forwarded->subject.empty()) forwarded->subject = std::string(strip_forward_prefix(outer_subject, words));
  subject = std::string(strip_forward_prefix(forwarded->subject, words));
  auth = {AuthState::kForwarded, {}, "forwarded by hand: the quoted sender proves nothing"};
}

void Mail::State::find_received() {
  const auto take = [&](const std::optional<Instant>& time, ReceivedFrom source) {
    if (!time) return false;
    received = *time;
    received_from = source;
    return true;
  };
  if (forwarded && take(forwarded->date, ReceivedFrom::kQuotedDate)) return;
  if (take(options.received, ReceivedFrom::kSource) || take(mime.date, ReceivedFrom::kDateHeader)) return;
  received = options.fallback_received;
}

void Mail::State::find_written() {
  written = received;
  if (auth.state != AuthState::kPassed) return;
  if (mime.date) written = std::min(written, *mime.date);
  if (auth.taken_in) written = std::min(written, *auth.taken_in);
  written_proven = counts("date") || auth.direct;
}

bool Mail::State::counts(std::string_view name) const {
  const auto times = std::count_if(mime.headers.begin(), mime.headers.end(),
                                   [&](const Header& header) { return same_ascii(header.name, name); });
  if (times > 1) return false;
  return auth.state != AuthState::kPassed ||
         std::binary_search(signed_names.begin(), signed_names.end(), lower_ascii(name));
}

View Mail::State::make_short_view(const PartRef& part) {
  switch (part.kind) {
    case PartKind::kSubject:
      return forwarded || counts("subject") ? short_view(subject) : View{};
    case PartKind::kFromAddress:
      return short_view(from.address);
    case PartKind::kFromName:
      return short_view(from.name);
    case PartKind::kReplyToAddress:
      return counts("reply-to") ? short_view(mime.reply_to.address) : View{};
    case PartKind::kHeader:
      return counts(part.name) ? short_view(header_in(mime.headers, part.name)) : View{};
    case PartKind::kLinks: {
      const StageScope stage(ReadingStage::kLinks);
      std::string lines;
      for (const Link& link : all_links()) lines += link.href + '\n';
      return short_view(lines);
    }
    default:
      return {};
  }
}

Mail::Mail(std::unique_ptr<State> state) : state_(std::move(state)) {}
Mail::Mail(Mail&&) noexcept = default;
Mail& Mail::operator=(Mail&&) noexcept = default;
Mail::~Mail() = default;

Result<Mail> Mail::parse(std::string_view raw, const ParseOptions& options) {
  auto mime = TRY(read_mime(raw, options.limits));
  auto state = std::make_unique<State>();
  state->mime = std::move(mime);
  state->options = options;
  state->find_envelope();
  state->find_received();
  state->find_written();
  return Mail(std::move(state));
}

std::span<const Header> Mail::headers() const noexcept { return state_->mime.headers; }
std::string_view Mail::header(std::string_view name) const noexcept { return header_in(state_->mime.headers, name); }
bool Mail::header_counts(std::string_view name) const { return state_->counts(name); }
const Address& Mail::from() const noexcept { return state_->from; }
const Address& Mail::outer_from() const noexcept { return state_->mime.from; }
std::string_view Mail::message_id() const noexcept { return header("message-id"); }
Instant Mail::received() const noexcept { return state_->received; }
Instant Mail::written() const noexcept { return state_->written; }
bool Mail::written_proven() const noexcept { return state_->written_proven; }
const std::optional<Instant>& Mail::sent() const noexcept { return state_->mime.date; }
ReceivedFrom Mail::received_from() const noexcept { return state_->received_from; }
const std::optional<Forwarded>& Mail::forwarded() const noexcept { return state_->forwarded; }
const AuthVerdict& Mail::auth() const noexcept { return state_->auth; }
std::size_t Mail::attachments() const noexcept { return state_->mime.attachments; }
std::span<const Link> Mail::links() const { return state_->all_links(); }
bool Mail::has_text() const noexcept { return state_->mime.has_text; }
bool Mail::has_html() const noexcept { return state_->mime.has_html; }
std::string_view Mail::full_text() const noexcept { return state_->mime.text; }
std::string_view Mail::full_html() const noexcept { return state_->mime.html; }

const View* Mail::view(const PartRef& part) const {
  if (part.kind == PartKind::kText) return has_text() ? &state_->text() : nullptr;
  if (part.kind == PartKind::kHtml) return has_html() ? &state_->html() : nullptr;
  if (part.kind == PartKind::kSignal || part.kind == PartKind::kLabel) return nullptr;
  const auto made = state_->views.find(part);
  if (made != state_->views.end()) return made->second.text.empty() ? nullptr : &made->second;
  View view = state_->make_short_view(part);
  const View& kept = state_->views.emplace(part, std::move(view)).first->second;
  return kept.text.empty() ? nullptr : &kept;
}

std::string_view name(AuthState state) noexcept {
  switch (state) {
    case AuthState::kPassed:
      return "passed";
    case AuthState::kFailed:
      return "failed";
    case AuthState::kAbsent:
      return "absent";
    case AuthState::kForwarded:
      return "forwarded";
  }
  return "absent";
}

}  // namespace connections::mail
