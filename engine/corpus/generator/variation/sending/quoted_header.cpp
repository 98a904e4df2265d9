#include "corpus/generator/variation/sending/quoted_header.h"

#include "corpus/generator/variation/facts/date_text.h"
#include "corpus/generator/variation/layout/fill.h"

namespace connections::corpus {
namespace {

std::string sender_of(const Letter& letter) { return letter.from_name + " <" + letter.from_address + ">"; }

}  // namespace

std::vector<Row> quoted_header(const Language& language, Client client, const Letter& letter) {
  const auto date = [&](const char* key) { return write_moment(language, language.one(key), letter.date); };
  if (client == Client::kGmail)  // Gmail translates the first label alone
    return {{language.one("forward.gmail_from"), sender_of(letter)},
            {"Date", date("forward.gmail_date")},
            {"Subject", letter.subject},
            {"To", "<" + letter.to + ">"}};
  const bool outlook = client == Client::kOutlook;
  const auto& labels = language.all(outlook ? "forward.outlook" : "forward.apple");
  if (outlook)
    return {{labels[0], sender_of(letter)},
            {labels[1], date("forward.outlook_date")},
            {labels[2], letter.to},
            {labels[3], letter.subject}};
  return {{labels[0], sender_of(letter)},
          {labels[1], letter.subject},
          {labels[2], date("forward.apple_date")},
          {labels[3], letter.to}};
}

std::string forward_banner(const Language& language, Client client) {
  switch (client) {
    case Client::kGmail:
      return "---------- Forwarded message ---------";
    case Client::kApple:
      return language.one("forward.apple_begin");
    case Client::kOutlook:
      break;
  }
  return "________________________________";
}

std::string answer_banner(const Language& language, Client client, const Letter& letter) {
  if (client == Client::kOutlook) return {};
  if (client == Client::kGmail)
    return fill(
        language.one("forward.gmail_reply"),
        {{"t", write_moment(language, language.one("forward.gmail_date"), letter.date)}, {"who", sender_of(letter)}});
  return replaced(write_moment(language, language.one("forward.apple_reply"), letter.date), "{who}", sender_of(letter));
}

}  // namespace connections::corpus
