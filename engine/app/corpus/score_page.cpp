#include "app/corpus/score_page.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/html_text.h"

namespace connections::app {
namespace {

constexpr std::size_t kMostMails = 500;     ///< a page that a browser still opens at once
constexpr std::size_t kMostBytes = 20'000;  ///< of one part

constexpr const char* kHead =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>corpus eval</title>\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    "<style>body{font:15px/1.4 system-ui,sans-serif;margin:1rem}section{border-top:1px solid #bbb;margin-top:1.5rem}"
    ".pair{display:flex;gap:1.5rem;align-items:flex-start}.mail{flex:1;min-width:0}"
    "pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f6f6f6;padding:.6rem}mark{background:#ffe08a}"
    "table{border-collapse:collapse}td,th{text-align:left;padding:.15rem .6rem;border-bottom:1px solid #ddd}"
    "aside{flex:1;min-width:0}</style>\n";

/// A stretch that a rule read, and which rule.
struct Marked {
  Span span;
  std::string rule;
};

/// What rules read of the part, without overlaps.
std::vector<Marked> marked_in(const Extraction& extraction, const PartRef& part) {
  std::vector<Marked> all;
  for (const Fact& fact : extraction.facts)
    for (const Candidate& candidate : fact.candidates)
      for (const Evidence& one : candidate.evidence)
        if (one.part == part && one.span.size() > 0)
          all.push_back({one.span, fmt::format("{}: {}", name(fact.field), one.rule)});
  std::ranges::sort(all, {}, &Marked::span);
  std::vector<Marked> apart;
  for (Marked& one : all)
    if (apart.empty() || apart.back().span.end <= one.span.begin) apart.push_back(std::move(one));
  return apart;
}

std::string part_html(const mail::Mail& mail, const Extraction& extraction, const PartRef& part) {
  const mail::View* view = mail.view(part);
  if (view == nullptr || view->text.empty()) return {};
  const std::string_view text = std::string_view(view->text).substr(0, kMostBytes);
  std::string out = fmt::format("<h3>{}</h3><pre>", to_string(part));
  std::size_t at = 0;
  for (const Marked& one : marked_in(extraction, part)) {
    if (one.span.end > text.size()) break;
    out += escape_html(text.substr(at, one.span.begin - at));
    out += fmt::format("<mark title=\"{}\">{}</mark>", escape_html(one.rule),
                       escape_html(text.substr(one.span.begin, one.span.size())));
    at = one.span.end;
  }
  return out + escape_html(text.substr(at)) + (text.size() < view->text.size() ? " …" : "") + "</pre>";
}

std::string wrong_html(std::span<const Wrong> wrong, const Extraction& extraction) {
  std::string out = "<table><tr><th>field<th>expected<th>got<th>decided by</tr>";
  for (const Wrong& one : wrong)
    out += fmt::format("<tr><td>{}<td>{}<td>{}<td>{}</tr>", escape_html(one.field), escape_html(one.expected),
                       escape_html(one.got), escape_html(one.rule));
  out += "</table>";
  for (const Problem& problem : extraction.problems)
    out += fmt::format("<p>{}: {}</p>", escape_html(problem.code), escape_html(problem.message));
  return out;
}

}  // namespace

void ScorePage::add(const std::string& file, std::span<const Wrong> wrong, const Extraction& extraction,
                    const mail::Mail* mail) {
  if (shown_ == kMostMails) {
    ++left_out_;
    return;
  }
  ++shown_;
  sections_ += fmt::format("<section><h2>{}</h2><div class=\"pair\"><div class=\"mail\">", escape_html(file));
  if (mail != nullptr)
    for (const PartKind kind : {PartKind::kSubject, PartKind::kText, PartKind::kHtml})
      sections_ += part_html(*mail, extraction, {kind, {}});
  sections_ += fmt::format("</div><aside>{}</aside></div></section>\n", wrong_html(wrong, extraction));
}

std::string ScorePage::to_html(const Score& score) const {
  std::string out = kHead;
  out += fmt::format("<h1>{} of {} mails went wrong</h1>\n<pre>{}</pre>\n", shown_ + left_out_, score.mails(),
                     escape_html(score.summary()));
  if (left_out_ > 0) out += fmt::format("<p>The first {} are shown.</p>\n", kMostMails);
  return out + sections_ + "</html>\n";
}

}  // namespace connections::app
