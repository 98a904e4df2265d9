#include "mail/authentication.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "mail/address.h"
#include "mail/border.h"
#include "mail/structured_header.h"

namespace connections::mail {
namespace {

/// Headers that a mail has once (RFC 5322 §3.6, RFC 2045). Readers and signers disagree on which of two counts.
constexpr std::array<std::string_view, 11> kOnce{"cc",           "content-transfer-encoding",
                                                 "content-type", "date",
                                                 "from",         "in-reply-to",
                                                 "mime-version", "message-id",
                                                 "reply-to",     "sender",
                                                 "subject"};

AuthVerdict failed(std::string reason) { return {AuthState::kFailed, {}, std::move(reason), {}, false}; }

auto times(std::span<const Header> headers, std::string_view name) {
  return std::count_if(headers.begin(), headers.end(), [&](const Header& one) { return same_ascii(one.name, name); });
}

std::optional<std::string> repeated_header(std::span<const Header> headers, std::span<const Header> content_headers) {
  for (const std::string_view once : kOnce)
    if (times(headers, once) + times(content_headers, once) > 1) return std::string(once);
  return std::nullopt;
}

/// The domain of the one From address, or nothing.
std::string from_domain(std::span<const Header> headers) {
  for (const Header& header : headers) {
    if (lower_ascii(header.name) != "from") continue;
    const RawMailboxes from = raw_mailboxes(header.raw);
    if (!from.unambiguous || from.all.size() != 1) return {};
    const std::string& address = from.all.front().address;
    return address.substr(std::min(address.size(), address.rfind('@') + 1));
  }
  return {};
}

std::vector<DkimTags> signatures_of(std::span<const Header> headers, std::string_view domain) {
  std::vector<DkimTags> found;
  for (const Header& header : headers)
    if (lower_ascii(header.name) == "dkim-signature")
      if (auto tags = dkim_tags(header.raw); tags && aligned(tag(*tags, "d"), domain))
        found.push_back(std::move(*tags));
  return found;
}

/// The verdicts that concern one From domain.
struct Verdicts {
  const AuthResult* dkim_pass = nullptr;  ///< with an aligned header.d
  const AuthResult* dmarc_pass = nullptr;
  std::string contradiction;
};

/// The signer's domain. Gmail names only header.i: good enough to say whom a failure concerns, never for a pass.
std::string signer_of(const AuthResult& dkim) {
  if (const auto d = dkim.property("header.d"); !d.empty()) return lower_ascii(d);
  const auto i = dkim.property("header.i");
  return lower_ascii(i.substr(std::min(i.size(), i.rfind('@') + 1)));
}

/// A verdict that does not name its key may be about any key of that signer.
bool same_signature(const AuthResult& one, const AuthResult& other) {
  const auto key = one.property("header.s"), other_key = other.property("header.s");
  return signer_of(one) == signer_of(other) && (key.empty() || other_key.empty() || key == other_key);
}

Verdicts weigh(const std::vector<AuthResult>& results, const std::string& domain) {
  Verdicts found;
  std::vector<const AuthResult*> passed, broken;
  for (const AuthResult& one : results) {
    if (one.method == "dkim" && aligned(signer_of(one), domain)) {
      if (one.result == "pass") passed.push_back(&one);
      if (one.result == "fail") broken.push_back(&one);
      if (one.result == "pass" && !one.property("header.d").empty() && found.dkim_pass == nullptr)
        found.dkim_pass = &one;
    }
    if (one.method != "dmarc") continue;
    const bool ours = aligned(one.property("header.from"), domain);
    if (one.result == "pass" && ours) found.dmarc_pass = &one;
    if (one.result != "pass" && one.result != "none" && one.result != "bestguesspass" && one.result != "temperror" &&
        (ours || one.property("header.from").empty()))
      found.contradiction = fmt::format("DMARC did not pass for {} ({})", domain, one.result);
  }
  for (const AuthResult* fail : broken) {
    const bool same =
        std::any_of(passed.begin(), passed.end(), [&](const auto* pass) { return same_signature(*pass, *fail); });
    if (same || passed.empty()) found.contradiction = fmt::format("DKIM did not pass for {}", signer_of(*fail));
  }
  return found;
}

/// Whether one header lets `domain` pass by this method; nothing if it does not speak of the method.
std::optional<bool> passes(const std::vector<AuthResult>& header, std::string_view method, const std::string& domain) {
  std::optional<bool> passed;
  for (const AuthResult& one : header) {
    if (one.method != method) continue;
    const bool ours = aligned(method == "dkim" ? signer_of(one) : std::string(one.property("header.from")), domain);
    passed = passed.value_or(false) || (ours && one.result == "pass");
  }
  return passed;
}

/// Two headers in the border's name that tell different things: one of them is somebody else's.
bool headers_disagree(const BorderBlock& block, const std::string& domain) {
  for (const std::string_view method : {"dkim", "dmarc"}) {
    std::optional<bool> said;
    for (const auto& header : block.headers) {
      const auto one = passes(header, method, domain);
      if (said && one && *said != *one) return true;
      if (one) said = one;
    }
  }
  return false;
}

bool signs_part_only(const std::vector<DkimTags>& signatures) {
  return std::any_of(signatures.begin(), signatures.end(), [](const DkimTags& tags) {
    return std::any_of(tags.begin(), tags.end(), [](const auto& one) { return one.first == "l"; });
  });
}

/// A signature that does not follow its grammar is read differently by different verifiers.
bool has_unreadable_signature(std::span<const Header> headers) {
  return std::any_of(headers.begin(), headers.end(), [](const Header& header) {
    return lower_ascii(header.name) == "dkim-signature" && !dkim_tags(header.raw);
  });
}

/// Names of headers (lower-cased, sorted) that all of the signatures cover: which one passed is not always said.
std::vector<std::string> covered_by(const std::vector<DkimTags>& signatures) {
  std::vector<std::string> common;
  for (const DkimTags& tags : signatures) {
    std::vector<std::string> names;
    for (std::string_view rest = tag(tags, "h"); !rest.empty();) {
      const auto end = std::min(rest.find(':'), rest.size());
      names.push_back(lower_ascii(rest.substr(0, end)));
      rest.remove_prefix(std::min(rest.size(), end + 1));
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    std::vector<std::string> both;
    if (&tags == &signatures.front())
      both = std::move(names);
    else
      std::set_intersection(common.begin(), common.end(), names.begin(), names.end(), std::back_inserter(both));
    common = std::move(both);
  }
  return common;
}

/// Whoever writes Content-Type decides which bytes of the body are text, and which are a mail of their own.
bool leaves_structure_open(std::span<const Header> content_headers, const std::vector<DkimTags>& signatures) {
  if (signatures.empty() || times(content_headers, "content-type") == 0) return false;
  const auto names = covered_by(signatures);
  return !std::binary_search(names.begin(), names.end(), "content-type");
}

std::string domain_of(std::string_view address) {
  return lower_ascii(address.substr(std::min(address.size(), address.rfind('@') + 1)));
}

/// Whether a server of the domain's handed the mail over: by SPF, or by its address where the border does not judge
/// SPF.
bool came_directly(const BorderBlock& block, const std::string& domain) {
  bool judged = false;
  for (const AuthResult& one : block.results) {
    if (one.method != "spf") continue;
    judged = true;
    if (one.result == "pass" && aligned(domain_of(one.property("smtp.mailfrom")), domain)) return true;
  }
  return !judged && aligned(block.peer, domain);
}

AuthVerdict passed(const BorderBlock& block, std::string domain, const char* method) {
  AuthVerdict verdict{AuthState::kPassed, std::move(domain), {}, block.taken_in, false};
  verdict.reason = fmt::format("{} passed for {}", method, verdict.domain);
  verdict.direct = came_directly(block, verdict.domain);
  return verdict;
}

}  // namespace

AuthVerdict authenticate(std::span<const Header> headers, std::span<const Header> content_headers,
                         std::span<const std::string> borders) {
  const BorderBlock block = border_block(headers, borders);
  if (!block.problem.empty()) return {AuthState::kAbsent, {}, block.problem};
  if (const auto repeated = repeated_header(headers, content_headers))
    return failed(fmt::format("the mail has more than one {} header", *repeated));
  const std::string domain = from_domain(headers);
  if (organisational_domain(domain).empty()) return failed("the From header does not name exactly one sender");
  const Verdicts found = weigh(block.results, domain);
  if (!found.contradiction.empty()) return failed(found.contradiction);
  if (headers_disagree(block, domain)) return failed("two verdicts in the mail border's name contradict each other");
  if (found.dkim_pass == nullptr && found.dmarc_pass == nullptr)
    return failed(fmt::format("neither DKIM nor DMARC passed for {}", domain));
  if (signs_part_only(signatures_of(headers, domain)))
    return failed("the DKIM signature covers only a part of the body (l=)");
  if (has_unreadable_signature(headers)) return failed("the mail has a DKIM signature that cannot be read");
  AuthVerdict verdict =
      found.dkim_pass != nullptr ? passed(block, signer_of(*found.dkim_pass), "DKIM") : passed(block, domain, "DMARC");
  // The platform may sign so: the mail is read, and a person decides.
  if (leaves_structure_open(content_headers, signatures_of(headers, verdict.domain)))
    return {AuthState::kAbsent, {}, "the DKIM signature does not cover Content-Type", {}, false};
  return verdict;
}

std::vector<std::string> signed_headers(std::span<const Header> headers, const AuthVerdict& verdict) {
  const auto signatures = signatures_of(headers, verdict.domain);
  if (signatures.empty()) return {"date", "from", "message-id", "reply-to", "sender", "subject", "to"};
  return covered_by(signatures);
}

}  // namespace connections::mail
