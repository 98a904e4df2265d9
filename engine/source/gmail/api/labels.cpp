#include "source/gmail/api/labels.h"

#include <strings.h>

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "model/suggest.h"
#include "source/gmail/api/gmail_caller.h"

namespace connections::source {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxNamed = 30;  ///< labels in an error message; Gmail allows 10,000

/// "'Airbnb', 'Vrbo' and 3 more"
std::string names_of(const std::vector<Label>& all) {
  std::vector<std::string> names;
  for (const Label& one : all)
    if (!one.system) names.push_back("'" + one.name + "'");
  std::sort(names.begin(), names.end());
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), kMaxNamed); ++i) text += (i == 0 ? "" : ", ") + names[i];
  if (names.size() > kMaxNamed) text += fmt::format(" and {} more", names.size() - kMaxNamed);
  return text.empty() ? "none" : text;
}

/// Equal but for capitals, or a near miss.
std::string nearest_to(const std::string& wanted, const std::vector<Label>& all) {
  std::vector<std::string_view> names;
  for (const Label& one : all) {
    if (one.name.size() == wanted.size() && strncasecmp(one.name.data(), wanted.data(), wanted.size()) == 0)
      return fmt::format("did you mean '{}'? Capitals count", one.name);
    names.push_back(one.name);
  }
  return suggest(wanted, names);
}

std::unexpected<Error> not_found(const WantedLabel& wanted, const std::vector<Label>& all) {
  const std::string nearest = nearest_to(wanted.name, all);
  return fail(Errc::kLabelNotFound,
              fmt::format("the mailbox has no label '{}'{}; it has {}", wanted.name,
                          wanted.id.empty() ? "" : " any more, and the label that had it is gone", names_of(all)),
              {}, nearest.empty() ? "labels are compared exactly, capitals and spaces too" : nearest);
}

}  // namespace

Result<VerifiedLabel> choose_label(const WantedLabel& wanted, const std::vector<Label>& all) {
  if (wanted.name.empty())
    return fail(Errc::kLabelNotConfigured, "the connection has no label", {},
                "set the name of a Gmail label first: connections connection set-label");
  const auto named = std::ranges::find(all, wanted.name, &Label::name);
  if (named != all.end())
    return VerifiedLabel{.id = named->id, .name = named->name, .remade = !wanted.id.empty() && named->id != wanted.id};
  const auto same = wanted.id.empty() ? all.end() : std::ranges::find(all, wanted.id, &Label::id);
  if (same == all.end()) return not_found(wanted, all);
  return VerifiedLabel{.id = same->id, .name = same->name, .renamed = true};
}

Result<std::vector<Label>> list_labels(GmailCaller& caller) {
  std::vector<Label> all;
  const auto read = [&](json& answer) {
    all.clear();
    const auto labels = answer.find("labels");
    if (labels == answer.end()) return true;
    for (const auto& one : *labels) {
      if (!one.is_object() || !one.contains("id") || !one["id"].is_string()) return false;
      if (one.contains("name") && one["name"].is_string())
        all.push_back({one["id"], one["name"], one.value("type", json()) == "system"});
    }
    return true;
  };
  TRY(caller.ask({.path = "/gmail/v1/users/me/labels?fields=labels(id,name,type)",
                  .units = caller.quota().label_units,
                  .on_body = json_handler(read)}));
  return all;
}

Result<std::vector<Label>> list_labels(const GmailAccess& access) {
  GmailCaller caller(access);
  return list_labels(caller);
}

Result<VerifiedLabel> verify_label(GmailCaller& caller, const WantedLabel& wanted) {
  if (wanted.name.empty()) return choose_label(wanted, {});
  const auto all = TRY(list_labels(caller));
  return choose_label(wanted, all);
}

Result<VerifiedLabel> verify_label(const GmailAccess& access, const WantedLabel& wanted) {
  GmailCaller caller(access);
  return verify_label(caller, wanted);
}

}  // namespace connections::source
