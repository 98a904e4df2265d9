#include "match/platforms.h"

#include <algorithm>

#include <fmt/format.h>

#include "model/value.h"

namespace connections::match {
namespace {

constexpr std::string_view kDirect = "direct";  ///< in a channel's text: nobody in between

}  // namespace

const PlatformTraits& Platforms::of(std::string_view platform) const {
  static const PlatformTraits none;
  const auto found = traits_.find(platform);
  return found == traits_.end() ? none : found->second;
}

bool Platforms::may_hold(std::string_view feed_platform, std::string_view issuer) const {
  if (issuer.empty()) return true;
  const auto& feeds = of(issuer).feeds;
  if (!feeds.empty()) return std::find(feeds.begin(), feeds.end(), feed_platform) != feeds.end();
  return feed_platform == issuer || is_manager(feed_platform);
}

std::string Platforms::issuer_of(const Extraction& facts) const {
  if (!is_manager(facts.platform)) return facts.platform;
  const auto channel = facts.accepted<std::string>(Field::kChannel);
  if (!channel) return {};
  const std::string text = fold(*channel);
  if (text.find(kDirect) != std::string::npos) return facts.platform;
  for (const auto& [platform, traits] : traits_)
    for (const std::string& word : traits.channels)
      if (text.find(word) != std::string::npos) return platform;
  return facts.platform;
}

bool Platforms::same_kind_of_code(std::string_view a, std::string_view b) const {
  const auto shape = [&](std::string_view code) {
    for (const auto& [platform, traits] : traits_)
      for (const CodeShape& one : traits.codes)
        if (code.size() == one.length && code.starts_with(one.prefix)) return one.prefix;
    const auto prefix = code.find_first_of("0123456789-");
    if (prefix == 0 || prefix == std::string_view::npos) return fmt::format("{}:{}", prefix == 0, code.size());
    return fmt::format("{}-", code.substr(0, prefix));
  };
  return shape(a) == shape(b);
}

Platforms default_platforms() {
  std::map<std::string, PlatformTraits, std::less<>> all;
  all["airbnb"].channels = {"airbnb"};
  all["airbnb"].codes = {{"HM", 10}};
  all["booking"].channels = {"booking"};
  all["booking"].no_guest_name = "Booking.com's mails about new bookings carry no guest name; its extranet and app do";
  all["vrbo"].channels = {"vrbo", "homeaway", "fewo", "abritel", "stayz"};
  all["pms"].manager = true;
  return Platforms(std::move(all));
}

}  // namespace connections::match
