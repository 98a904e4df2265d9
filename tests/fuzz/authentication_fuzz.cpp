// Whatever a sender writes below the border's own verdict, and whatever the border copies from him, is never a pass.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "mail/authentication_header.h"
#include "mail/mail.h"
#include "mail/structured_header.h"
#include "time_budget.h"

using namespace connections;

namespace {

constexpr const char* kTop =
    "Received: from x.evil.example (x [203.0.113.5]) by mx.google.com with ESMTPS; x\n"
    "Authentication-Results: mx.google.com; dkim=none; dmarc=fail header.from=platform.example\n";

/// What the sender wrote below another system's Received line, to look like the border's.
constexpr const char* kForged =
    " (mail.evil.example [203.0.113.5]) by mail.host.example with ESMTP; x\n"
    "Received: from a.platform.example (a.platform.example [198.51.100.7]) by mx.google.com with ESMTPS; x\n"
    "Authentication-Results: mx.google.com; dkim=pass header.d=platform.example\n"
    "From: stays@platform.example\n\nx\n";

void demand(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const fuzz::TimeBudget budget(size, std::chrono::microseconds{20});
  (void)mail::read_authentication_results(text);
  (void)mail::received_hosts(text);
  (void)mail::dkim_tags(text);
  const auto below = mail::Mail::parse(kTop + text + "\nFrom: stays@platform.example\n\nx\n");
  demand(!below || below->auth().state != mail::AuthState::kPassed || below->auth().domain != "platform.example");
  std::string helo = text;  // a peer says one line
  std::erase_if(helo, [](char c) { return c == '\r' || c == '\n'; });
  const auto copied = mail::Mail::parse("Received: from " + helo + kForged);
  demand(!copied || copied->auth().state != mail::AuthState::kPassed);
  const auto none =
      mail::Mail::parse(text, {.limits = {}, .received = {}, .fallback_received = {}, .trusted_borders = {}});
  demand(!none || none->auth().state != mail::AuthState::kPassed);
  return 0;
}
