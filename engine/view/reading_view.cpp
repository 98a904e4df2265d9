#include "view/reading_view.h"

#include <nlohmann/json.hpp>

#include "store/tables/extraction_json.h"
#include "view/json_text.h"

namespace connections::view {

nlohmann::ordered_json to_json(const MessageId& message, const store::StoredReading& reading) {
  const Extraction& read = reading.facts;
  return {{"message", message.value},
          {"platform", read.platform},
          {"kind", name(read.kind)},
          {"may", name(read.may)},
          {"received_at", or_null(reading.provenance.received_at)},
          {"authenticated", reading.provenance.authenticated},
          {"authentication", reading.provenance.authentication},
          {"issuer", reading.provenance.issuer},
          {"listing", reading.provenance.listing},
          {"reading", nlohmann::ordered_json(store::to_json(read))}};
}

}  // namespace connections::view
