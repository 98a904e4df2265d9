#include "app/command_line.h"

#include <deque>

#include <CLI/CLI.hpp>

#include "app/terminal/wrap.h"

namespace connections::app {
namespace {

using Type = Option::Type;

constexpr std::size_t kHelpColumns = 100;

class Formatter : public CLI::Formatter {
 public:
  std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override {
    return wrap_lines(CLI::Formatter::make_help(app, std::move(name), mode), kHelpColumns, get_column_width());
  }
};

std::vector<std::string> split(std::string_view words) {
  std::vector<std::string> all;
  while (!words.empty()) {
    const auto bar = std::min(words.find('|'), words.size());
    all.emplace_back(words.substr(0, bar));
    words.remove_prefix(std::min(bar + 1, words.size()));
  }
  return all;
}

CLI::Option* add_typed(CLI::App& app, const Option& option, Arguments::Value& value) {
  const std::string name(option.name), doc(option.doc);
  switch (option.type) {
    case Type::kFlag:
      return app.add_flag(name, value.given, doc);
    case Type::kTexts:
      return app.add_option(name, value.texts, doc);
    case Type::kWhole:
      value.whole = option.fallback.empty() ? 0 : std::stoull(std::string(option.fallback));
      return app.add_option(name, value.whole, doc);
    case Type::kDecimal:
      return app.add_option(name, value.decimal, doc);
    case Type::kText:
      value.text = option.fallback;
      return app.add_option(name, value.text, doc);
  }
  return nullptr;
}

CLI::Option* add_option(CLI::App& app, const Option& option, Arguments::Value& value) {
  CLI::Option* added = add_typed(app, option, value);
  if (option.required) added->required();
  if (option.least != option.most) {
    if (option.type == Type::kDecimal)
      added->check(CLI::Range(option.least, option.most));
    else
      added->check(CLI::Range(static_cast<std::int64_t>(option.least), static_cast<std::int64_t>(option.most)));
  }
  if (!option.words.empty()) added->check(CLI::IsMember(split(option.words)));
  if (!option.fallback.empty()) added->capture_default_str();
  return added;
}

/// One command as CLI11 knows it. Its address must not change: CLI11 writes into `arguments`.
struct Added {
  const Command* command;
  CLI::App* app;
  Arguments arguments = {};
  std::map<std::string_view, CLI::Option*> options = {};

  void add_options() {
    for (const Option* option : command->options)
      if (option != nullptr) options[option->name] = add_option(*app, *option, arguments.value(*option));
    for (const Option* option : command->options)
      if (option != nullptr && !option->excludes.empty())
        options.at(option->name)->excludes(options.at(option->excludes));
  }

  void note_given() {
    bool one_given = command->needs.empty();
    for (const Option* option : command->options) {
      if (option == nullptr) continue;
      Arguments::Value& value = arguments.value(*option);
      if (option->type != Type::kFlag) value.given = options.at(option->name)->count() > 0;
      const bool empty = option->type == Type::kText && value.text.empty();
      one_given = one_given || (option->one_of && value.given && !empty);
    }
    if (!one_given) throw CLI::RequiredError(std::string(command->needs));
  }
};

void add_global_options(CLI::App& program, GlobalOptions& options) {
  program.add_option("--config", options.config_folder, "folder with connections.yaml, plugins.yaml and rules.d")
      ->envname("CONNECTIONS_CONFIG");
  program.add_option("--data", options.data_folder, "folder for the private database, keys and state")
      ->envname("CONNECTIONS_DATA");
  program
      .add_option("--database", options.database_url, "use this PostgreSQL (postgresql://…) instead of the private one")
      ->envname("CONNECTIONS_DATABASE");
  program.add_option("--rules", options.rules_folder, "rule folder to use instead of the shipped one")
      ->envname("CONNECTIONS_RULES");
  program
      .add_option("--key-file", options.key_file,
                  "master keys of the stored tokens (default: keys/ in the data folder)")
      ->envname("CONNECTIONS_MASTER_KEY_FILE");
  program.add_option("--workspace", options.workspace, "workspace to work in")->capture_default_str();
}

class Parser {
 public:
  Parser(GlobalOptions& global, std::span<const std::span<const Command>> commands) {
    program_.name("connections");
    program_.formatter(std::make_shared<Formatter>());
    program_.set_version_flag("--version", CONNECTIONS_VERSION);
    program_.require_subcommand(1);
    program_.fallthrough();
    program_.footer("Start here:  connections demo\nThen:        connections COMMAND --help");
    add_global_options(program_, global);
    for (const auto some : commands)
      for (const Command& command : some) add(command);
  }

  /// Null after a message: help on standard output with `code` 0, or what is wrong on standard error.
  const Added* parse(int argc, char** argv, int& code) {
    try {
      program_.parse(argc, argv);
      for (Added& one : added_) {
        if (one.command->run == nullptr || !one.app->parsed()) continue;
        one.note_given();
        return &one;
      }
    } catch (const CLI::ParseError& error) {
      code = program_.exit(error) == 0 ? kDone : kWrongUsage;
    }
    return nullptr;
  }

 private:
  void add(const Command& command) {
    const auto space = command.path.rfind(' ');
    CLI::App* around = space == std::string_view::npos ? &program_ : &app_of(command.path.substr(0, space));
    CLI::App* app = around->add_subcommand(std::string(command.path.substr(space + 1)), std::string(command.summary));
    if (command.run == nullptr) app->require_subcommand(1);
    if (!command.examples.empty()) app->footer(std::string(command.examples));
    added_.push_back({&command, app});
    added_.back().add_options();
  }
  CLI::App& app_of(std::string_view path) {
    return *std::ranges::find(added_, path, [](const Added& one) { return one.command->path; })->app;
  }

  CLI::App program_{
      "Names for your bookings: reads reservation mails, finds the guest, and updates the bookings\n"
      "that came from your iCal feeds. In doubt it asks a person.\n"};
  std::deque<Added> added_;
};

}  // namespace

int run_command_line(int argc, char** argv, std::span<const std::span<const Command>> commands) {
  GlobalOptions global;
  Parser parser(global, commands);
  int code = kWrongUsage;
  const Added* chosen = parser.parse(argc, argv, code);
  if (chosen == nullptr) return code;
  Context context(global);
  return chosen->command->run(context, chosen->arguments);
}

}  // namespace connections::app
