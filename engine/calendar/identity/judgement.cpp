#include "calendar/identity/judgement.h"

#include "calendar/identity/agreement.h"

namespace connections::calendar {
namespace {

constexpr int kProof = 20;  ///< nothing else outweighs it

class Scale {
 public:
  void add(int bits, std::string fact) {
    judgement_.bits += bits;
    judgement_.evidence.push_back({std::move(fact), bits});
  }
  void refuse(std::string fact) {
    refused_ = true;
    add(-kProof, std::move(fact));
  }
  void refuse_guest(std::string fact) {
    judgement_.another_guest = true;
    refuse(std::move(fact));
  }
  Judgement weigh() && {
    if (!refused_ && judgement_.bits >= kUnsureAt)
      judgement_.verdict = judgement_.bits >= kSameAt ? Verdict::kSame : Verdict::kUnsure;
    return std::move(judgement_);
  }

 private:
  Judgement judgement_;
  bool refused_ = false;
};

const std::optional<std::string>& code_from_mail(const Booking& booking) {
  return !booking.enriched_code && booking.withdrawn ? booking.withdrawn->enriched_code : booking.enriched_code;
}

const std::optional<std::string>& guest_of(const Booking& booking) {
  return !booking.guest_name && booking.withdrawn ? booking.withdrawn->guest_name : booking.guest_name;
}

/// True if a code proves it.
bool weigh_code(const Booking& booking, const Event& event, Scale& scale) {
  if (!event.code) return false;
  const Agreement own = booking.code ? codes_agree(*booking.code, *event.code) : Agreement::kUnknown;
  const auto& learned = code_from_mail(booking);
  const Agreement mailed = learned ? codes_agree(*learned, *event.code) : Agreement::kUnknown;
  if (own == Agreement::kDiffers || (own == Agreement::kUnknown && mailed == Agreement::kDiffers)) {
    scale.refuse_guest("it has another confirmation code");
    return false;
  }
  if (own != Agreement::kAgrees && mailed != Agreement::kAgrees) return false;
  scale.add(kProof, "the confirmation code is the same");
  return true;
}

void weigh_uid(const Booking& booking, const Event& event, const Setting& setting, bool same_days, Scale& scale) {
  const bool same = same_uid(booking.ical_uid, event.uid);
  if (!setting.uids.tells) {
    scale.add(0, std::string("the UID says nothing: ") + setting.uids.why);
  } else if (made_of_days(event.uid, event.check_in) &&
             (same || (same_days && made_of_days(booking.ical_uid, event.check_in)))) {
    scale.add(0, "the UID says nothing: it is made of the days");
  } else if (same) {
    scale.add(10, "the UID is the same");
  } else {
    scale.add(setting.uids.neighbours ? -6 : -3,
              setting.uids.neighbours ? "its UID is new while other stays kept theirs" : "its UID is new");
  }
}

/// Feeds drop a stay that has begun, or show only the rest of it, or lengthen it under a new UID, also when it is over.
/// Days in the past cannot be sold again.
bool has_begun(const Booking& booking, Date today) { return booking.check_in < today; }

void weigh_days(const Booking& booking, const Event& event, const Setting& setting, bool proven, Scale& scale) {
  const bool same_in = booking.check_in == event.check_in;
  const bool same_out = booking.check_out == event.check_out;
  const bool meet = event.check_in < booking.check_out && booking.check_in < event.check_out;
  const bool begun = has_begun(booking, setting.today);
  if (same_in && same_out)
    scale.add(6, "the days are the same");
  else if (begun && same_in)
    scale.add(12, "the stay has begun and only the departure changed");
  else if (begun && same_out && event.check_in > booking.check_in && event.check_in <= setting.today)
    scale.add(12, "the stay has begun and the feed shows the rest of it");
  else if (meet)
    scale.add(same_in || same_out ? 2 : 0, "the days overlap");
  else if (proven)
    scale.add(-2, "the days do not overlap");
  else
    scale.refuse("the days do not overlap");
  if (same_in && same_out && setting.rivals > 0 && !proven) scale.add(-4, "the feed has other stays on these days");
}

/// A text that announces no name proves none; that it changed to another guest's is worth a question.
void weigh_text(const Booking& booking, const Event& event, bool proven, Scale& scale) {
  const auto& known = guest_of(booking);
  if (!known || !event.seeming_name || booking.feed_summary == event.summary || proven) return;
  if (names_agree(*known, *event.seeming_name) == Agreement::kDiffers)
    scale.add(-12, "the feed now says '" + *event.seeming_name + "'");
}

void weigh_name(const Booking& booking, const Event& event, bool proven, Scale& scale) {
  if (!event.feed_name) {
    if (booking.feed_name && !proven) scale.add(-3, "the feed no longer shows '" + *booking.feed_name + "'");
    weigh_text(booking, event, proven, scale);
    return;
  }
  const auto& known = booking.feed_name ? booking.feed_name : guest_of(booking);
  const Agreement agreement = known ? names_agree(*known, *event.feed_name) : Agreement::kUnknown;
  if (agreement == Agreement::kAgrees) scale.add(6, "the feed shows a name that agrees");
  if (agreement != Agreement::kDiffers) return;
  std::string fact = "the feed shows another name, '" + *event.feed_name + "'";
  if (proven)
    scale.add(-2, std::move(fact));
  else
    scale.refuse_guest(std::move(fact));
}

void weigh_phone(const Booking& booking, const Event& event, Scale& scale) {
  if (!booking.phone_last4 || !event.phone_last4) return;
  const bool same = *booking.phone_last4 == *event.phone_last4;
  scale.add(same ? 8 : -6, same ? "the phone ends in the same digits" : "the phone ends in other digits");
}

}  // namespace

Judgement judge(const Booking& booking, const Event& event, const Setting& setting) {
  Scale scale;
  const bool same_days = booking.check_in == event.check_in && booking.check_out == event.check_out;
  const bool proven = weigh_code(booking, event, scale);
  weigh_days(booking, event, setting, proven, scale);
  weigh_uid(booking, event, setting, same_days, scale);
  weigh_name(booking, event, proven, scale);
  weigh_phone(booking, event, scale);
  if (!booking.block && event.block) scale.refuse("its days are blocked");
  if (booking.block && !event.block && same_days) scale.add(0, "its days were blocked");
  if (booking.state == BookingState::kCancelled && event.state != BookingState::kCancelled && !proven)
    scale.add(-4, "it had left the feed");
  Judgement judgement = std::move(scale).weigh();
  // An event that keeps its UID and changes its guest is worth a question: the earlier name may have been wrong.
  if (same_uid(booking.ical_uid, event.uid)) judgement.another_guest = false;
  return judgement;
}

std::string doubts_of(const Judgement& judgement) {
  std::string all;
  for (const Evidence& one : judgement.evidence)
    if (one.bits < 0 || (one.bits == 0 && one.fact.starts_with("the UID"))) all += (all.empty() ? "" : ", ") + one.fact;
  return all;
}

bool holds_values(const Booking& booking) noexcept {
  const auto written = [](ValueSource source) {
    return source == ValueSource::kMail || source == ValueSource::kPerson;
  };
  if (booking.withdrawn &&
      (written(booking.withdrawn->guest_name_source) || written(booking.withdrawn->guest_count_source)))
    return true;
  return written(booking.guest_name_source) || written(booking.guest_count_source) || booking.enriched_code.has_value();
}

}  // namespace connections::calendar
