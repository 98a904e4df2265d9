#include "corpus/generator/variation/sending/wrap.h"

#include <fmt/format.h>

#include "corpus/generator/variation/layout/fill.h"
#include "corpus/generator/variation/sending/client_markup.h"
#include "corpus/generator/variation/sending/quoted_header.h"

namespace connections::corpus {
namespace {

struct Mailbox {
  const char *address, *domain;
};
constexpr std::array<Mailbox, 3> kMailboxes{{{"the.host.example@gmail.com", "gmail.com"},
                                             {"the.host.example@outlook.com", "outlook.com"},
                                             {"the.host.example@icloud.com", "icloud.com"}}};

std::string in_lines(const std::vector<Row>& header) {
  std::string out;
  for (const auto& [label, value] : header) out += fmt::format("{}: {}\n", label, value);
  return out;
}

/// "> " before every line, ">" before an empty one.
std::string quoted_lines(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    out += (end == at ? ">" : "> ") + text.substr(at, end - at) + "\n";
    at = end + 1;
  }
  return out;
}

/// The envelope of a person who sends on or answers: later, from the person's own mailbox.
Letter envelope(const Language& language, Dice& dice, const Letter& original, Client client, const char* prefixes) {
  const auto which = static_cast<std::size_t>(client);
  Letter letter;
  letter.from_name = "Host Example";
  letter.from_address = kMailboxes[which].address;
  letter.vouched_domain = kMailboxes[which].domain;
  letter.subject = language.all(prefixes)[which] + original.subject;
  letter.date = original.date + std::chrono::minutes{dice.between(60, 5400)};
  return letter;
}

}  // namespace

Letter forwarded(const Language& language, Dice& dice, const Letter& original, Client client) {
  Letter letter = envelope(language, dice, original, client, "forward.prefix");
  const std::string note = dice.between(0, 1) == 0 ? language.pick("forward.note", dice) : "";
  const std::string banner = forward_banner(language, client);
  const std::vector<Row> header = quoted_header(language, client, original);
  letter.text = note + "\n\n";
  if (client == Client::kApple)
    letter.text += quoted_lines(banner + "\n\n" + in_lines(header) + "\n" + original.text);
  else
    letter.text += banner + "\n" + in_lines(header) + "\n\n" + original.text;
  letter.html = client_html(client, {note, banner, header, original.html});
  return letter;
}

Letter answered(const Language& language, Dice& dice, const Letter& original, Client client) {
  Letter letter = envelope(language, dice, original, client, "forward.reply_prefix");
  letter.to = original.from_address;
  const std::string& note = language.pick("forward.reply", dice);
  const std::string banner = answer_banner(language, client, original);
  const bool outlook = client == Client::kOutlook;
  const std::vector<Row> header = outlook ? quoted_header(language, client, original) : std::vector<Row>{};
  letter.text = note + "\n\n";
  if (outlook)
    letter.text += forward_banner(language, client) + "\n" + in_lines(header) + "\n" + original.text;
  else
    letter.text += banner + "\n\n" + quoted_lines(original.text);
  letter.html = client_html(client, {note, banner, header, original.html});
  return letter;
}

}  // namespace connections::corpus
