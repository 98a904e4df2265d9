#include "settings/setting_table.h"

#include <deque>

#include <fmt/format.h>

namespace connections::settings {
namespace {

using rules::KeySpec;
using rules::ObjectSpec;
using rules::ValueType;

constexpr double kMiB = 1 << 20;
constexpr double kMostUnits = 10'000'000;  ///< of Gmail's quota in a minute

/// Bounds keep a typing mistake from switching a guard off, or everything else.
constexpr Setting kSettings[]{
    {"database.url", Text{[](Settings& s) -> std::string& { return s.database_url; }},
     "`postgresql://user@host/name` of a server of yours; empty: a private PostgreSQL in the data folder",
     Secrecy::kUrl},
    {"database.app_url", Text{[](Settings& s) -> std::string& { return s.app_url; }},
     "the same database as login `connections_app`; empty: the login of `url` changes into that role, which is weaker",
     Secrecy::kUrl},
    {"database.calendar_url", Text{[](Settings& s) -> std::string& { return s.calendar_url; }},
     "the same as login `connections_calendar`", Secrecy::kUrl},
    {"data_folder", Text{[](Settings& s) -> std::string& { return s.data_folder; }},
     "holds the private database, keys and copies of plugins; empty: `~/.local/share/connections`"},
    {"mail.trusted_borders", Texts{[](Settings& s) -> std::vector<std::string>& { return s.trusted_borders; }},
     "servers whose Authentication-Results are believed"},
    {"rules.paths", Texts{[](Settings& s) -> std::vector<std::string>& { return s.rule_paths; }},
     "rule folders of your own beside the shipped one, absolute or relative to this folder: platforms that it does not "
     "have"},
    {"rules.accept_at", Decimal{0, 1, [](Settings& s) -> double& { return s.budgets.accept_at; }},
     "a value below is disputed: a person decides"},
    {"rules.margin", Decimal{0, 1, [](Settings& s) -> double& { return s.budgets.margin; }},
     "a value with a rival nearer than this is disputed"},
    {"rules.milliseconds", Whole{1, 60'000, [](Settings& s) -> std::size_t& { return s.budgets.milliseconds; }},
     "CPU time of one mail before it goes to review with the reason `budget`"},
    {"rules.part_bytes", Whole{1024, 64 * kMiB, [](Settings& s) -> std::size_t& { return s.budgets.part_bytes; }},
     "bytes of text that are read of one part of a mail"},
    {"rules.matches_a_rule", Whole{1, 10'000, [](Settings& s) -> std::size_t& { return s.budgets.matches_a_rule; }},
     "matches of one rule in one mail"},
    {"rules.facts", Whole{1, 100'000, [](Settings& s) -> std::size_t& { return s.budgets.facts; }},
     "values that one mail may yield"},
    {"rules.pattern_memory",
     Whole{64 * 1024, 256 * kMiB, [](Settings& s) -> std::size_t& { return s.budgets.pattern_memory; }},
     "bytes for one compiled expression"},
    {"reading.workers", Whole{1, 32, [](Settings& s) -> std::size_t& { return s.reading.workers; }},
     "sandboxed processes that read mails, each one mail at a time; further syncs wait for one"},
    {"secrets.key_file", Text{[](Settings& s) -> std::string& { return s.key_file; }},
     "master keys that seal stored tokens; empty: `keys/master.keys` in the data folder"},
    {"google.client_id", Text{[](Settings& s) -> std::string& { return s.google.client.client_id; }},
     "OAuth client of your own Google project"},
    {"google.client_secret", Text{[](Settings& s) -> std::string& { return s.google.client.client_secret; }},
     "its secret; `client_secret_file` is better", Secrecy::kValue},
    {"google.client_secret_file", Text{[](Settings& s) -> std::string& { return s.google.client_secret_file; }},
     "file that holds the client secret and nothing else; relative to this folder"},
    {"google.redirect_port", Whole{0, 65'535, [](Settings& s) -> std::size_t& { return s.google.redirect_port; }},
     "port of `gmail connect`: `http://127.0.0.1:PORT/oauth/callback` must be registered with the client"},
    {"google.auth_url", Url{[](Settings& s) -> std::string& { return s.google.endpoints.auth_url; }},
     "consent page of Google, or of an emulator", Secrecy::kUrl},
    {"google.token_url", Url{[](Settings& s) -> std::string& { return s.google.endpoints.token_url; }},
     "issues access tokens", Secrecy::kUrl},
    {"google.revoke_url", Url{[](Settings& s) -> std::string& { return s.google.endpoints.revoke_url; }},
     "ends an access", Secrecy::kUrl},
    {"google.api_url", Url{[](Settings& s) -> std::string& { return s.google.endpoints.api_url; }}, "the Gmail API",
     Secrecy::kUrl},
    {"google.quota.units_per_minute",
     Whole{1, kMostUnits, [](Settings& s) -> std::size_t& { return s.google.quota.units_per_minute; }},
     "quota units that a mailbox may spend in a minute"},
    {"google.quota.get", Whole{1, 1'000, [](Settings& s) -> std::size_t& { return s.google.quota.get_units; }},
     "units of messages.get"},
    {"google.quota.list", Whole{1, 1'000, [](Settings& s) -> std::size_t& { return s.google.quota.list_units; }},
     "units of messages.list"},
    {"google.quota.history", Whole{1, 1'000, [](Settings& s) -> std::size_t& { return s.google.quota.history_units; }},
     "units of history.list"},
    {"google.quota.label", Whole{1, 1'000, [](Settings& s) -> std::size_t& { return s.google.quota.label_units; }},
     "units of labels.list"},
    {"google.quota.in_flight", Whole{1, 100, [](Settings& s) -> std::size_t& { return s.google.quota.in_flight; }},
     "requests of one mailbox at once"},
    {"server.listen", Address{[](Settings& s) -> ListenAddress& { return s.server.listen; }},
     "where `connections serve` answers plain HTTP; port 0: any free one"},
    {"server.public_url", Url{[](Settings& s) -> std::string& { return s.server.public_url; }},
     "where browsers reach it, for Google's answer: `URL/api/cohost/connections/gmail/callback` must be registered "
     "with "
     "the client; empty: by `listen`",
     Secrecy::kUrl},
    {"server.sync_minutes", Decimal{0.05, 1440, [](Settings& s) -> double& { return s.server.sync_minutes; }},
     "between two syncs of a connection, give or take a tenth"},
    {"server.workers", Whole{1, 32, [](Settings& s) -> std::size_t& { return s.server.workers; }}, "syncs at once"},
    {"server.feed_minutes", Decimal{0.05, 1440, [](Settings& s) -> double& { return s.server.feed_minutes; }},
     "between two reads of a calendar feed, give or take a tenth; one that fails is read ever more rarely"},
    {"watch.topic", Text{[](Settings& s) -> std::string& { return s.watch.topic; }},
     "`projects/P/topics/T` that Gmail publishes new mail to; empty: mail is found by polling"},
    {"watch.path", Path{[](Settings& s) -> std::string& { return s.watch.path; }}, "where Pub/Sub posts to"},
    {"watch.audience", Text{[](Settings& s) -> std::string& { return s.watch.audience; }},
     "audience of the push subscription; needs `service_account`"},
    {"watch.service_account", Text{[](Settings& s) -> std::string& { return s.watch.service_account; }},
     "e-mail address of the account that signs the pushes"},
    {"watch.jwks_url", Text{[](Settings& s) -> std::string& { return s.watch.jwks_url; }},
     "keys that the signatures are checked with"},
};

constexpr KeySpec kPluginsFileKeys[]{
    {"plugins", ValueType::kObjects, false, "plugin", "", "the parsers that may be loaded"}};
constexpr KeySpec kPluginKeys[]{
    {"id", ValueType::kText, true, "", "", "platform of the parser"},
    {"file", ValueType::kText, true, "", "", "a bare name in the plugin folder, or an absolute path"},
    {"sha256", ValueType::kText, false, "", "", "pins the content; empty: any"},
    {"required", ValueType::kFlag, false, "", "", "the program does not start without it"},
};

template <class... F>
struct Overloaded : F... {
  using F::operator()...;
};

KeySpec key_of(std::string_view name, const Setting& setting) {
  KeySpec key{name, ValueType::kText, false, "", "", setting.doc};
  std::visit(Overloaded{[](const auto&) {}, [&](const Texts&) { key.type = ValueType::kTexts; },
                        [&](const Whole& whole) {
                          key.type = ValueType::kNumber;
                          key.least = whole.least;
                          key.most = whole.most;
                        },
                        [&](const Decimal& decimal) {
                          key.type = ValueType::kDecimal;
                          key.least = decimal.least;
                          key.most = decimal.most;
                        }},
             setting.type);
  return key;
}

/// The tree of sections that the dotted keys of the table are the leaves of.
class Schema {
 public:
  Schema() {
    section_keys(kSettingsFile);
    for (const Setting& setting : kSettings) {
      const auto dot = setting.key.rfind('.');
      const bool top = dot == std::string_view::npos;
      const std::string_view section = top ? kSettingsFile : setting.key.substr(0, dot);
      section_keys(section).push_back(key_of(top ? setting.key : setting.key.substr(dot + 1), setting));
    }
    for (const Section& section : sections_) objects_.push_back({section.name, "", section.keys});
    objects_.push_back({kPluginsFile, "", kPluginsFileKeys});
    objects_.push_back({"plugin", "", kPluginKeys});
  }
  [[nodiscard]] std::span<const ObjectSpec> objects() const noexcept { return objects_; }

 private:
  struct Section {
    std::string_view name;  ///< "google.quota"
    std::vector<KeySpec> keys;
  };

  /// A new section becomes a key of the one around it. A deque: references to its elements stay valid.
  std::vector<KeySpec>& section_keys(std::string_view name) {
    for (Section& section : sections_)
      if (section.name == name) return section.keys;
    if (name != kSettingsFile) {
      const auto dot = name.rfind('.');
      const bool top = dot == std::string_view::npos;
      section_keys(top ? kSettingsFile : name.substr(0, dot))
          .push_back({top ? name : name.substr(dot + 1), ValueType::kObject, false, name, "", ""});
    }
    return sections_.emplace_back(name, std::vector<KeySpec>{}).keys;
  }

  std::deque<Section> sections_;
  std::vector<ObjectSpec> objects_;
};

}  // namespace

std::span<const Setting> all_settings() noexcept { return kSettings; }

std::string describe(const Type& type) {
  return std::visit(
      Overloaded{[](const Text&) -> std::string { return "text"; },
                 [](const Texts&) -> std::string { return "list of texts"; },
                 [](const Url&) -> std::string { return "https URL (http on loopback)"; },
                 [](const Path&) -> std::string { return "path"; },
                 [](const Address&) -> std::string { return "HOST:PORT"; },
                 [](const Whole& whole) { return fmt::format("whole number, {} to {}", whole.least, whole.most); },
                 [](const Decimal& number) { return fmt::format("number, {} to {}", number.least, number.most); }},
      type);
}

std::span<const ObjectSpec> schema() {
  static const Schema schema;
  return schema.objects();
}

}  // namespace connections::settings
