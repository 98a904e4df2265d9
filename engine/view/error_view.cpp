#include "view/error_view.h"

#include <nlohmann/json.hpp>

namespace connections::view {

using nlohmann::ordered_json;

ordered_json error_json(std::string_view code, std::string_view message, std::string_view where,
                        std::string_view hint) {
  return {{"code", code}, {"message", message}, {"where", where}, {"hint", hint}};
}

ordered_json to_json(const Error& error) {
  return error_json(name(error.code), error.message, error.where, error.hint);
}

ordered_json problem_json(int status, std::string_view title, const ordered_json& error) {
  const auto& code = error.at("code");
  return {{"type", "/problems/" + code.get<std::string>()},
          {"title", title},
          {"status", status},
          {"detail", error.at("message")},
          {"code", code},
          {"hint", error.at("hint")},
          {"error", error}};
}

}  // namespace connections::view
