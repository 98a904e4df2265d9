#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "store/sql/transaction.h"
#include "store/tables/mail_archive.h"

/// What a decision rests on, as lines for people: the parts that a review item and a change of a booking share.
namespace connections::app {

/// A text or the document of another value; `other` if the key is absent or null.
[[nodiscard]] std::string text_or(const nlohmann::json& json, const char* key, const char* other = "–");
/// Subject, sender and time of a mail.
[[nodiscard]] std::string mail_lines(const store::ArchivedMail& mail);
/// Each fact with the bytes that it was read from.
[[nodiscard]] std::string fact_lines(const nlohmann::json& extraction);
/// Each stay with its terms and what speaks against it; those that are gone are left out.
[[nodiscard]] std::string candidate_lines(store::Transaction& app, const nlohmann::json& candidates);

}  // namespace connections::app
