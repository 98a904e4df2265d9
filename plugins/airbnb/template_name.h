#pragma once

#include <string>
#include <string_view>

namespace connections::airbnb {

/// The name of the template a mail was made from, out of the `c=.pi80.pk<base64>` of its links:
/// "booking/host/ReservationHostConfirmationTemplate". It survives forwarding, needs no language and tells host
/// from guest mails. Empty if no link carries one.
[[nodiscard]] std::string template_name(std::string_view links);

}  // namespace connections::airbnb
