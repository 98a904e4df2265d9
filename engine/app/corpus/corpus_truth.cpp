#include "app/corpus/corpus_truth.h"

#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace connections::app {
namespace {

using nlohmann::json;

std::unexpected<Error> bad(const std::filesystem::path& file, std::size_t line, std::string message) {
  return fail(Errc::kInvalidArgument, std::move(message), fmt::format("{}:{}:1", file.string(), line));
}

std::string text_of(const json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

std::string text_member(const json& line, const char* key) {
  const auto found = line.find(key);
  return found != line.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

Result<std::vector<Truth>> read_truth(const std::filesystem::path& corpus) {
  const auto path = corpus / "truth.jsonl";
  std::ifstream in(path);
  if (!in)
    return fail(Errc::kNotFound, "truth.jsonl not found or not readable", path.string(),
                "name the folder that holds truth.jsonl and the mails");
  std::vector<Truth> all;
  std::size_t number = 0;
  for (std::string row; std::getline(in, row);) {
    ++number;
    if (row.find_first_not_of(" \t\r") == std::string::npos) continue;
    const json line = json::parse(row, nullptr, /*allow_exceptions=*/false);
    if (!line.is_object()) return bad(path, number, "not a JSON object");
    Truth truth;
    truth.file = text_member(line, "file");
    truth.platform = text_member(line, "platform");
    truth.language = text_member(line, "language");
    const auto kind = parse_kind(text_member(line, "kind"));
    if (truth.file.empty()) return bad(path, number, "'file' is missing");
    if (!kind) return bad(path, number, fmt::format("unknown kind of mail '{}'", text_member(line, "kind")));
    truth.kind = *kind == MailKind::kReminder ? MailKind::kOther : *kind;
    for (const Field field : kScoredFields)
      if (const auto value = line.find(std::string(name(field))); value != line.end())
        truth.values.emplace(field, value->is_null() ? std::nullopt : std::optional(text_of(*value)));
    all.push_back(std::move(truth));
  }
  return all;
}

}  // namespace connections::app
