#include "app/corpus/bench_report.h"

#include <cmath>

#include <fmt/format.h>

#include "view/table.h"

namespace connections::app {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::size_t kRuleColumns = 52;  ///< of a rule's id

/// More digits are noise.
double rounded(double value) { return std::round(value * 1000) / 1000; }

ordered_json micros_of(const BenchPass& pass) {
  return {{"mean", rounded(pass.mean())},
          {"p50", rounded(pass.percentile(0.50))},
          {"p99", rounded(pass.percentile(0.99))},
          {"max", rounded(pass.percentile(1))}};
}

struct Figure {
  const char* name;
  const char* pointer;  ///< into the document
};
constexpr Figure kFigures[]{{"mails", "/mails"},
                            {"MB", "/mb"},
                            {"threads", "/threads"},
                            {"mails/s", "/mails_per_s"},
                            {"MB/s", "/mb_per_s"},
                            {"µs a mail, warm: mean", "/us_per_mail/mean"},
                            {"  p50", "/us_per_mail/p50"},
                            {"  p99", "/us_per_mail/p99"},
                            {"  max", "/us_per_mail/max"},
                            {"µs a mail, cold: mean", "/cold/us_per_mail/mean"},
                            {"  p99", "/cold/us_per_mail/p99"},
                            {"µs of the first mail", "/first_mail_us"},
                            {"GMime's decode, µs a mail", "/gmime_us_per_mail"},
                            {"our CPU time over GMime's", "/vs_gmime_decode"},
                            {"prefilter fall-backs", "/prefilter_fallbacks"},
                            {"peak memory, MiB", "/peak_rss_mb"}};

std::string shown(const ordered_json& value) {
  return value.is_number_float() ? fmt::format("{:.{}f}", value.get<double>(), value.get<double>() < 10 ? 2 : 1)
                                 : value.dump();
}

std::string ratio_at(const ordered_json& all, const std::string& pointer) {
  const auto found = all.find(pointer);
  return found == all.end() ? "" : fmt::format("{:.2f}", found->get<double>());
}

void add(view::Table& table, bool compared, std::string name, std::string value, std::string more) {
  if (compared)
    table.add({std::move(name), std::move(value), std::move(more)});
  else
    table.add({std::move(name), std::move(value)});
}

}  // namespace

ordered_json to_json(const BenchFigures& figures) {
  const double each = static_cast<double>(figures.bytes) / static_cast<double>(figures.mails) / 1e6;
  ordered_json stages{{"read", rounded(figures.read_us)}};
  for (std::size_t i = 0; i < kReadingStages.size(); ++i)
    stages[std::string(kReadingStages[i])] = rounded(figures.stages_us[i]);
  ordered_json rules = ordered_json::object();
  for (const auto& [rule, micros] : figures.rules_us) rules[rule] = rounded(micros);
  return {
      {"mails", figures.mails},
      {"bytes", figures.bytes},
      {"mb", rounded(static_cast<double>(figures.bytes) / 1e6)},
      {"threads", figures.threads},
      {"mails_per_s", rounded(figures.warm.mails_per_second())},
      {"mb_per_s", rounded(each * figures.warm.mails_per_second())},
      {"us_per_mail", micros_of(figures.warm)},
      {"cold", {{"mails_per_s", rounded(figures.cold.mails_per_second())}, {"us_per_mail", micros_of(figures.cold)}}},
      {"first_mail_us", rounded(figures.first_mail_us)},
      {"stages_us", std::move(stages)},
      {"rules_us", std::move(rules)},
      {"gmime_us_per_mail", rounded(figures.gmime_us)},
      {"vs_gmime_decode", rounded(figures.vs_gmime_decode)},
      {"prefilter_fallbacks", figures.prefilter_fallbacks},
      {"peak_rss_mb", rounded(figures.peak_rss_mb)}};
}

ordered_json ratios(const json& now, const json& baseline) {
  ordered_json all = ordered_json::object();
  const json before = baseline.flatten(), after = now.flatten();
  for (const auto& [pointer, value] : after.items()) {
    const auto other = before.find(pointer);
    if (!value.is_number() || other == before.end() || !other->is_number()) continue;
    if (other->get<double>() != 0 && value.get<double>() != 0)
      all[pointer] = value.get<double>() / other->get<double>();
  }
  return all;
}

std::string to_text(const BenchFigures& figures, const std::optional<json>& baseline) {
  const bool compared = baseline.has_value();
  const ordered_json now = to_json(figures);
  const ordered_json against = compared ? ratios(now, *baseline) : ordered_json::object();
  const auto table = [&](const char* what) {
    return compared ? view::Table({what, "now", "over baseline"}) : view::Table({what, "now"});
  };
  view::Table all = table("figure");
  for (const Figure& one : kFigures)
    add(all, compared, one.name, shown(now.at(ordered_json::json_pointer(one.pointer))),
        ratio_at(against, one.pointer));
  view::Table stages = table("stage, µs a mail");
  for (const auto& [stage, micros] : now.at("stages_us").items())
    add(stages, compared, stage, shown(micros), ratio_at(against, "/stages_us/" + stage));
  view::Table rules({"slowest rules", "µs a mail"});
  for (const auto& [rule, micros] : figures.rules_us)
    rules.add({rule.substr(0, kRuleColumns), fmt::format("{:.2f}", micros)});
  return all.to_string() + '\n' + stages.to_string() + '\n' + rules.to_string();
}

}  // namespace connections::app
