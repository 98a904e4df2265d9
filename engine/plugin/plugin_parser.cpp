#include "plugin/plugin_parser.h"

#include <fmt/format.h>

#include "plugin/host_table.h"

namespace connections::plugin {
namespace {

class PluginParser final : public Parser {
 public:
  PluginParser(PluginFilePtr file, connections_parser* handle) : file_(std::move(file)), handle_(handle) {}
  ~PluginParser() override { file_->descriptor.destroy(handle_); }
  PluginParser(const PluginParser&) = delete;
  PluginParser& operator=(const PluginParser&) = delete;

  std::string_view id() const noexcept override { return file_->allowed.id; }
  std::string_view version() const noexcept override { return file_->version; }
  bool built_in() const noexcept override { return false; }

  Result<Confidence> recognise(const rules::RuleBook& book, const mail::Mail& mail) override {
    const connections_mail handle{mail, book, {}, {}};
    double score = 0.0;
    const std::int32_t result = file_->descriptor.recognise(handle_, &handle, &score);
    if (result != CONNECTIONS_OK || !handle.failure.empty())
      return failed(handle.failure.empty() ? fmt::format("recognise returned {}", result) : handle.failure);
    if (!(score >= 0.0 && score <= 1.0)) return failed(fmt::format("recognise gave the score {}", score));
    return Confidence(score);
  }

  Result<Extraction> extract(const rules::RuleBook& book, const mail::Mail& mail, rules::Trace* trace) override {
    rules::Evaluation evaluation(book, mail, trace);
    const connections_mail handle{mail, book, {}, {}};
    connections_sink sink{evaluation, file_->allowed.id, {}, {}};
    const std::int32_t result = file_->descriptor.extract(handle_, &handle, &sink);
    if (!sink.failure.empty()) return failed(sink.failure);
    if (!handle.failure.empty()) return failed(handle.failure);
    if (result != CONNECTIONS_OK) return failed(fmt::format("extract returned {}", result));
    Extraction extraction = evaluation.settle();
    extraction.platform = file_->allowed.id;
    extraction.parser_version = fmt::format("{} {}", id(), version());
    return extraction;
  }

 private:
  [[nodiscard]] std::unexpected<Error> failed(std::string_view why) const {
    return fail(Errc::kPluginFailed, fmt::format("parser {} {} failed: {}", id(), version(), why));
  }

  PluginFilePtr file_;  ///< keeps the code mapped
  connections_parser* handle_;
};

class RulesOnlyParser final : public Parser {
 public:
  explicit RulesOnlyParser(std::string platform) : platform_(std::move(platform)) {}

  std::string_view id() const noexcept override { return platform_; }
  std::string_view version() const noexcept override { return "rules"; }
  bool built_in() const noexcept override { return true; }
  Confidence most_sure(const rules::RuleBook& book) const override {
    const rules::Platform* rules = book.platform(platform_);
    return rules != nullptr ? rules::most_sure(*rules) : Confidence();
  }

  Result<Confidence> recognise(const rules::RuleBook& book, const mail::Mail& mail) override {
    const rules::Platform* rules = book.platform(platform_);
    return rules != nullptr ? rules::recognise(book, *rules, mail, {}) : Confidence();
  }

  Result<Extraction> extract(const rules::RuleBook& book, const mail::Mail& mail, rules::Trace* trace) override {
    Extraction extraction = TRY(rules::extract_by_rules(book, mail, platform_, trace));
    extraction.parser_version = fmt::format("{} rules", platform_);
    return extraction;
  }

 private:
  std::string platform_;
};

}  // namespace

std::unique_ptr<Parser> make_plugin_parser(PluginFilePtr file) {
  connections_parser* handle = file->descriptor.create(&host_table());
  if (handle == nullptr) return nullptr;
  return std::make_unique<PluginParser>(std::move(file), handle);
}

std::unique_ptr<Parser> make_rules_parser(std::string platform) {
  return std::make_unique<RulesOnlyParser>(std::move(platform));
}

}  // namespace connections::plugin
