#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/context.h"
#include "app/terminal/report.h"

/// A command is data: its words, its options and the function that runs it. command_line.cpp alone parses them.
namespace connections::app {

/// One option, or one positional word, of a command.
struct Option {
  enum class Type : std::uint8_t { kFlag, kText, kTexts, kWhole, kDecimal };

  std::string_view name;  ///< "--json"; without dashes it is positional: "MAIL"
  std::string_view doc;
  Type type = Type::kText;
  bool required = false;
  bool one_of = false;             ///< at least one of the options marked so is required
  std::string_view fallback = {};  ///< the value where it is not given; shown in the help
  double least = 0, most = 0;      ///< kWhole, kDecimal: both ends included; equal: any
  std::string_view words = {};     ///< kText: "text|json", the only values allowed; empty: any
  std::string_view excludes = {};  ///< name of an option that it does not go together with
};

inline constexpr Option kJsonObject{"--json", "print one JSON object", Option::Type::kFlag};
inline constexpr Option kJsonArray{"--json", "print a JSON array", Option::Type::kFlag};

/// The values of one command's options as they were typed.
class Arguments {
 public:
  struct Value {
    bool given = false;
    std::string text;
    std::vector<std::string> texts;
    std::uint64_t whole = 0;
    double decimal = 0;
  };

  /// The option must be one of the command's.
  [[nodiscard]] bool has(const Option& option) const { return values_.at(option.name).given; }
  /// kText: as typed, else the fallback.
  [[nodiscard]] const std::string& text(const Option& option) const { return values_.at(option.name).text; }
  [[nodiscard]] const std::vector<std::string>& texts(const Option& option) const {
    return values_.at(option.name).texts;
  }
  /// kWhole: as typed, else the fallback, else 0.
  [[nodiscard]] std::uint64_t whole(const Option& option) const { return values_.at(option.name).whole; }
  [[nodiscard]] double decimal(const Option& option) const { return values_.at(option.name).decimal; }

  /// For the parser.
  [[nodiscard]] Value& value(const Option& option) { return values_[option.name]; }

 private:
  std::map<std::string_view, Value> values_;
};

/// A sub-command, or a group of them.
struct Command {
  std::string_view path;  ///< "bookings list"; its group "bookings" comes before it
  std::string_view summary;
  std::array<const Option*, 9> options = {};  ///< in the order of the help; the rest is null
  std::string_view needs = {};                ///< of options marked `one_of`, as an error names them
  std::string_view examples = {};             ///< and notes: the end of the help, lines of at most 100 columns
  int (*run)(Context& context, const Arguments& arguments) = nullptr;  ///< exit code; null: a group
};

/// One function a file in commands/ and corpus/.
std::span<const Command> api_commands();
std::span<const Command> arrivals_commands();
std::span<const Command> bookings_commands();
std::span<const Command> calendar_commands();
std::span<const Command> calendar_share_commands();
std::span<const Command> config_commands();
std::span<const Command> connection_commands();
std::span<const Command> corpus_commands();
std::span<const Command> corpus_bench_commands();
std::span<const Command> corpus_generate_commands();
std::span<const Command> corpus_label_commands();
std::span<const Command> db_commands();
std::span<const Command> demo_commands();
std::span<const Command> explain_commands();
std::span<const Command> rules_explain_commands();
std::span<const Command> gmail_commands();
std::span<const Command> health_commands();
std::span<const Command> keys_commands();
std::span<const Command> listings_commands();
std::span<const Command> mails_commands();
std::span<const Command> match_commands();
std::span<const Command> plugins_commands();
std::span<const Command> reread_commands();
std::span<const Command> reservations_commands();
std::span<const Command> reviews_commands();
std::span<const Command> rules_commands();
std::span<const Command> rules_test_commands();
std::span<const Command> rules_try_commands();
std::span<const Command> rules_diff_commands();
std::span<const Command> rules_fmt_commands();
std::span<const Command> rules_schema_commands();
std::span<const Command> rules_new_commands();
std::span<const Command> serve_commands();
std::span<const Command> sync_commands();
std::span<const Command> undo_commands();
std::span<const Command> webhook_commands();
std::span<const Command> workspace_commands();
std::span<const Command> workspace_key_commands();

}  // namespace connections::app
