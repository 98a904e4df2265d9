#include "rules/language/new_platform.h"

#include <algorithm>
#include <span>

#include <fmt/format.h>

#include "model/embedded_file.h"

namespace connections {

std::span<const EmbeddedFile> new_platform_templates();  // new_platform/*, made by the build

namespace rules {
namespace {

constexpr std::size_t kMaxId = 32;
constexpr std::string_view kEveryPlatform = "auto";  ///< of `--platform`

/// What the templates have in place of the platform's id and its name for people.
constexpr std::string_view kTemplateId = "newplatform";
constexpr std::string_view kTemplateName = "New Platform";

/// "beach_homes" → "Beach homes".
std::string name_for_people(std::string_view id) {
  std::string name(id);
  name[0] = static_cast<char>(name[0] - 'a' + 'A');
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

/// An id may hold '_', a domain may not.
std::string domain_label(std::string_view id) {
  std::string label(id);
  std::replace(label.begin(), label.end(), '_', '-');
  while (label.ends_with('-')) label.pop_back();
  return label;
}

}  // namespace

bool is_platform_id(std::string_view id) noexcept {
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  return !id.empty() && id.size() <= kMaxId && is_letter(id[0]) &&
         std::all_of(id.begin(), id.end(), [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '_'; });
}

Result<std::vector<NewPlatformFile>> new_platform(std::string_view id) {
  if (!is_platform_id(id))
    return fail(Errc::kInvalidArgument, fmt::format("invalid platform id '{}'", id), {},
                "a small letter, then small letters, digits or _, at most 32 characters: roomly, beach_homes");
  if (id == kEveryPlatform) return fail(Errc::kInvalidArgument, "'auto' means every platform and cannot be an id");
  std::vector<NewPlatformFile> files;
  for (const EmbeddedFile& file : new_platform_templates()) {
    std::string text(file.text);
    replace_all(text, fmt::format("{}.example", kTemplateId), domain_label(id) + ".example");
    replace_all(text, kTemplateId, id);
    replace_all(text, kTemplateName, name_for_people(id));
    files.push_back({std::string(file.name), std::move(text)});
  }
  return files;
}

}  // namespace rules
}  // namespace connections
