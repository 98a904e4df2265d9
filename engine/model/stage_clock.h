#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

/// Where the time goes while one mail is read, for benchmarks. Without a StageClock on the thread a scope is a look at
/// one pointer.
namespace connections {

enum class ReadingStage : std::uint8_t {
  kRest,  ///< what no scope names
  kMime,
  kEnvelope,  ///< who sent it, whether it was forwarded
  kHtml,
  kNormalise,
  kLinks,
  kRecognise,
  kSelect,
  kPrefilter,
  kMatch,
  kValues,
  kSettle,
};
inline constexpr std::array<std::string_view, 12> kReadingStages{"rest",      "mime",  "envelope",  "html",
                                                                 "normalise", "links", "recognise", "select",
                                                                 "prefilter", "match", "values",    "settle"};

/// Counts for the thread that made it, as long as it lives. Stages are exclusive: what a stage calls for counts for
/// the inner stage only.
class StageClock {
 public:
  using Clock = std::chrono::steady_clock;

  StageClock() { running_ = this; }
  ~StageClock() { running_ = nullptr; }
  StageClock(const StageClock&) = delete;
  StageClock& operator=(const StageClock&) = delete;

  /// That of this thread; null: nobody measures.
  [[nodiscard]] static StageClock* running() noexcept { return running_; }

  /// Leaves the stage that runs for `next`; gives the one left.
  ReadingStage turn_to(ReadingStage next) noexcept {
    const auto now = Clock::now();
    spent_[static_cast<std::size_t>(stage_)] += now - since_;
    since_ = now;
    return std::exchange(stage_, next);
  }
  void add_rule(std::string_view rule, Clock::duration took) { rules_[std::string(rule)] += took; }

  [[nodiscard]] const std::array<Clock::duration, kReadingStages.size()>& spent() const noexcept { return spent_; }
  [[nodiscard]] const std::map<std::string, Clock::duration>& rules() const noexcept { return rules_; }

 private:
  inline static thread_local StageClock* running_ = nullptr;
  std::array<Clock::duration, kReadingStages.size()> spent_{};
  std::map<std::string, Clock::duration> rules_;  ///< by rule id
  ReadingStage stage_ = ReadingStage::kRest;
  Clock::time_point since_ = Clock::now();
};

/// The stage runs from here to the end of the block.
class StageScope {
 public:
  explicit StageScope(ReadingStage stage) noexcept : clock_(StageClock::running()) {
    if (clock_ != nullptr) before_ = clock_->turn_to(stage);
  }
  ~StageScope() {
    if (clock_ != nullptr) clock_->turn_to(before_);
  }
  StageScope(const StageScope&) = delete;
  StageScope& operator=(const StageScope&) = delete;

 private:
  StageClock* clock_;
  ReadingStage before_ = ReadingStage::kRest;
};

/// A rule is tried from here to the end of the block; all that takes counts for it.
class RuleScope {
 public:
  explicit RuleScope(std::string_view rule) noexcept : clock_(StageClock::running()), rule_(rule) {
    if (clock_ != nullptr) since_ = StageClock::Clock::now();
  }
  ~RuleScope() {
    if (clock_ != nullptr) clock_->add_rule(rule_, StageClock::Clock::now() - since_);
  }
  RuleScope(const RuleScope&) = delete;
  RuleScope& operator=(const RuleScope&) = delete;

 private:
  StageClock* clock_;
  std::string_view rule_;
  StageClock::Clock::time_point since_;
};

}  // namespace connections
