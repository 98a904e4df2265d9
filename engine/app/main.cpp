#include <cstdio>
#include <exception>

#include "app/command_line.h"

/// The commands in the order of the help; the group of a command comes before it.
static int run(int argc, char** argv) {
  using namespace connections::app;
  const std::span<const Command> commands[]{
      demo_commands(),
      sync_commands(),
      connection_commands(),
      bookings_commands(),
      reviews_commands(),
      mails_commands(),
      calendar_commands(),
      calendar_share_commands(),
      webhook_commands(),
      explain_commands(),
      rules_commands(),
      rules_test_commands(),
      rules_try_commands(),
      rules_fmt_commands(),
      rules_schema_commands(),
      rules_new_commands(),
      rules_diff_commands(),
      rules_explain_commands(),
      corpus_commands(),
      corpus_bench_commands(),
      corpus_generate_commands(),
      corpus_label_commands(),
      plugins_commands(),
      workspace_commands(),
      workspace_key_commands(),
      db_commands(),
      config_commands(),
      gmail_commands(),
      keys_commands(),
      health_commands(),
      serve_commands(),
      listings_commands(),
      undo_commands(),
      reread_commands(),
      match_commands(),
      api_commands(),
      arrivals_commands(),
      reservations_commands(),
  };
  return run_command_line(argc, argv, commands);
}

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {  // a bug, or standard output that cannot be written
    std::fprintf(stderr, "connections: unexpected error: %s\n", error.what());
    return connections::app::kFailed;
  }
}
