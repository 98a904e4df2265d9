#include <nlohmann/json.hpp>

#include "corpus/generator/variation/sending/quoted_header.h"
#include "corpus/generator/variation/variation.h"

namespace connections::corpus {
namespace {

using nlohmann::ordered_json;

constexpr std::array<const char*, 5> kBlockKinds{"heading", "line", "quote", "link", "rows"};

ordered_json truth_of(const GeneratedMail& mail, const Variation& variation, const std::string& file) {
  auto truth = ordered_json::parse(truth_line(mail, file));
  truth["language"] = variation.language;
  truth["form"] = variation.form;
  return truth;
}

ordered_json rows_of(const std::vector<Row>& rows) {
  auto all = ordered_json::array();
  for (const auto& [label, value] : rows) all.push_back({{"label", label}, {"value", value}});
  return all;
}

ordered_json blocks_of(const Sheet& sheet) {
  auto all = ordered_json::array();
  for (const Block& block : sheet.blocks)
    all.push_back({{"kind", kBlockKinds[static_cast<std::size_t>(block.kind)]},
                   {"text", block.text},
                   {"url", block.url},
                   {"rows", rows_of(block.rows)}});
  return all;
}

/// What each program puts above the mail when it sends it on or answers it.
ordered_json quoted_by(Client client, const Language& language, const Letter& letter) {
  const auto which = static_cast<std::size_t>(client);
  return {{"client", kClientNames[which]},
          {"forward_prefix", language.all("forward.prefix")[which]},
          {"forward_banner", forward_banner(language, client)},
          {"header", rows_of(quoted_header(language, client, letter))},
          {"reply_prefix", language.all("forward.reply_prefix")[which]},
          {"reply_banner", answer_banner(language, client, letter)}};
}

const Language& language_of(const Variation& variation) {
  for (const Language& language : languages())
    if (language.tag() == variation.language) return language;
  return languages().front();
}

}  // namespace

std::string truth_line(const Variation& variation, const std::string& file) {
  return truth_of(variation.mail, variation, file).dump();
}

std::string values_line(const Variation& variation, const std::string& file) {
  const Language& language = language_of(variation);
  const Letter& letter = variation.notice.letter;
  auto clients = ordered_json::array();
  for (const Client client : {Client::kGmail, Client::kOutlook, Client::kApple})
    clients.push_back(quoted_by(client, language, letter));
  const ordered_json line{{"file", file},
                          {"language", variation.language},
                          {"from_name", letter.from_name},
                          {"from_address", letter.from_address},
                          {"vouched_domain", letter.vouched_domain},
                          {"to", letter.to},
                          {"subject", letter.subject},
                          {"date", to_rfc3339(letter.date)},
                          {"headers", letter.headers},
                          {"preheader", variation.notice.sheet.preheader},
                          {"blocks", blocks_of(variation.notice.sheet)},
                          {"text", letter.text},
                          {"note", language.one("forward.note")},
                          {"answer", language.one("forward.reply")},
                          {"clients", std::move(clients)},
                          {"truth", truth_of(variation.notice.truth, variation, file)}};
  return line.dump();
}

}  // namespace connections::corpus
