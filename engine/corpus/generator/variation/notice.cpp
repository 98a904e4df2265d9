#include "corpus/generator/variation/notice.h"

namespace connections::corpus {

std::string_view word_of(Occasion occasion) noexcept {
  static constexpr std::array<std::string_view, 8> kWords{"confirmed", "cancellation", "alteration", "inquiry",
                                                          "request",   "message",      "guest_side", "payout"};
  return kWords[static_cast<std::size_t>(occasion)];
}

Notice begin_notice(std::string platform, Occasion occasion, const Reservation& stay) {
  Notice notice;
  notice.truth.platform = std::move(platform);
  notice.truth.kind = occasion == Occasion::kGuestSide ? "other" : word_of(occasion);
  notice.letter.date = stay.mailed;
  return notice;
}

void tell_stay(GeneratedMail& truth, const Reservation& stay) {
  truth.guest_name = stay.guest.whole;
  truth.check_in = to_iso(stay.check_in);
  truth.check_out = to_iso(stay.check_out);
  truth.listing = stay.listing;
  truth.guest_count = stay.guests();
}

}  // namespace connections::corpus
