#include "corpus/generator/generator.h"

#include <array>

#include <nlohmann/json.hpp>

#include "corpus/generator/layouts.h"

namespace connections::corpus {
namespace {

/// Confirmations are what a label mostly holds.
constexpr std::array<Layout, 12> kLayouts{airbnb_confirmed, airbnb_confirmed, airbnb_confirmed, airbnb_confirmed,
                                          airbnb_cancelled, airbnb_message,   vrbo_instant,     vrbo_instant,
                                          booking_new,      booking_message,  smoobu_new,       newsletter};

nlohmann::ordered_json or_null(const std::optional<std::string>& text) {
  return text ? nlohmann::ordered_json(*text) : nlohmann::ordered_json(nullptr);
}

}  // namespace

GeneratedMail generate(std::uint64_t seed, std::uint64_t index) {
  Dice dice(seed, index);
  const Layout layout = dice.pick(kLayouts);
  const Stay stay = invent_stay(dice);
  Draft draft = layout(dice, stay);
  draft.mail.date = stay.mailed;
  draft.truth.bytes = encode(draft.mail);
  return std::move(draft.truth);
}

std::string truth_line(const GeneratedMail& mail, const std::string& file) {
  const nlohmann::ordered_json line{
      {"file", file},
      {"platform", mail.platform},
      {"kind", mail.kind},
      {"guest_name", or_null(mail.guest_name)},
      {"check_in", or_null(mail.check_in)},
      {"check_out", or_null(mail.check_out)},
      {"confirmation_code", or_null(mail.confirmation_code)},
      {"guest_count", mail.guest_count ? nlohmann::ordered_json(*mail.guest_count) : nlohmann::ordered_json(nullptr)},
      {"listing", or_null(mail.listing)},
      {"synthetic", true}};
  return line.dump();
}

}  // namespace connections::corpus
