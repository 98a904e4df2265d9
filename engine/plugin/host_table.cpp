#include "plugin/host_table.h"

#include <exception>

#include "model/value.h"

namespace connections::plugin {
namespace {

std::string_view view(connections_str text) noexcept {
  return text.data != nullptr ? std::string_view(text.data, text.size) : std::string_view();
}
connections_str borrowed(std::string_view text) noexcept { return {text.data(), text.size()}; }

/// Runs a host service; nothing may throw across the boundary.
template <class F>
std::int32_t guarded(F&& service) noexcept {
  try {
    return service();
  } catch (...) {
    return CONNECTIONS_FAILED;
  }
}

/// What one parser may hand over for one mail. Beyond it a call fails, and so does the extraction: see `fail`.
constexpr std::size_t kMostCandidates = 4096;
constexpr std::size_t kMostSignals = 64;
constexpr std::size_t kLongestText = 64u << 10;

/// Notes the failure; the plugin's own reason, if it gives one later, does not replace it.
std::int32_t over_quota(connections_sink& sink, const char* what) {
  if (sink.failure.empty()) sink.failure = what;
  return CONNECTIONS_FAILED;
}

std::int32_t part(const connections_mail* mail, std::uint32_t which, connections_str name,
                  connections_str* out) noexcept {
  return guarded([&] {
    if (mail == nullptr || out == nullptr || which > CONNECTIONS_PART_HEADER) return CONNECTIONS_INVALID;
    const auto kind = static_cast<PartKind>(which);
    const mail::View* found =
        mail->mail.view({kind, kind == PartKind::kHeader ? std::string(view(name)) : std::string()});
    if (found == nullptr) return CONNECTIONS_ABSENT;
    *out = borrowed(found->text);
    return CONNECTIONS_OK;
  });
}

std::int32_t signal(const connections_mail* mail, connections_str name, connections_str value) noexcept {
  return guarded([&] {
    if (mail == nullptr || name.size == 0 || name.size > kLongestText || value.size > kLongestText)
      return CONNECTIONS_INVALID;
    if (mail->signals.size() >= kMostSignals && !mail->signals.contains(std::string(view(name))))
      return CONNECTIONS_FAILED;
    mail->signals[std::string(view(name))] = std::string(view(value));
    return CONNECTIONS_OK;
  });
}

std::int32_t recognise_by_rules(const connections_mail* mail, connections_str platform, double* score) noexcept {
  return guarded([&] {
    if (mail == nullptr || score == nullptr) return CONNECTIONS_INVALID;
    const rules::Platform* rules = mail->book.platform(view(platform));
    if (rules == nullptr) return CONNECTIONS_ABSENT;
    *score = rules::recognise(*rules, mail->mail, mail->signals).value();
    return CONNECTIONS_OK;
  });
}

std::int32_t apply_rules(connections_sink* sink, const connections_mail* mail, connections_str platform) noexcept {
  return guarded([&] {
    if (sink == nullptr || mail == nullptr) return CONNECTIONS_INVALID;
    for (const auto& [name, value] : mail->signals) sink->evaluation.signal(name, value);
    return sink->evaluation.apply(view(platform)) ? CONNECTIONS_OK : CONNECTIONS_ABSENT;
  });
}

std::int32_t emit(connections_sink* sink, connections_str field, connections_str value, double confidence) noexcept {
  return guarded([&] {
    if (sink != nullptr && value.size > kLongestText)
      return over_quota(*sink, "it put forward a value that is too long");
    if (sink != nullptr && sink->evaluation.sightings().size() >= kMostCandidates)
      return over_quota(*sink, "it put forward too many values");
    const auto known = sink != nullptr ? parse_field(view(field)) : std::nullopt;
    const auto read = known ? parse_value(info(*known).kind, view(value)) : std::nullopt;
    if (!read || !(confidence > 0.0 && confidence < 1.0)) return CONNECTIONS_INVALID;
    Evidence evidence;
    evidence.rule = "plugin:" + sink->plugin;
    evidence.captured = std::string(view(value));
    evidence.confidence = Confidence(confidence);
    sink->evaluation.add(*known, *read, std::move(evidence));
    return CONNECTIONS_OK;
  });
}

std::int32_t candidate(const connections_sink* sink, std::uint32_t index, connections_candidate* out) noexcept {
  return guarded([&] {
    if (sink == nullptr || out == nullptr || out->struct_size < sizeof(connections_candidate))
      return CONNECTIONS_INVALID;
    const auto& all = sink->evaluation.sightings();
    if (index >= all.size()) return CONNECTIONS_ABSENT;
    sink->text = to_string(all[index].value);
    out->index = index;
    out->field = borrowed(name(all[index].field));
    out->value = borrowed(sink->text);
    out->rule = borrowed(all[index].evidence.rule);
    out->confidence = all[index].evidence.confidence.value();
    return CONNECTIONS_OK;
  });
}

std::int32_t drop(connections_sink* sink, std::uint32_t index, connections_str reason) noexcept {
  return guarded([&] {
    if (sink == nullptr || index >= sink->evaluation.sightings().size()) return CONNECTIONS_INVALID;
    sink->evaluation.drop(index, view(reason));
    return CONNECTIONS_OK;
  });
}

std::int32_t set_kind(connections_sink* sink, std::uint32_t kind, std::uint32_t may, double confidence,
                      connections_str reason) noexcept {
  return guarded([&] {
    if (sink == nullptr || kind > CONNECTIONS_KIND_OTHER || may > CONNECTIONS_MAY_ARCHIVE) return CONNECTIONS_INVALID;
    sink->evaluation.set_kind(static_cast<MailKind>(kind), static_cast<Permission>(may), Confidence(confidence),
                              view(reason));
    return CONNECTIONS_OK;
  });
}

std::int32_t problem(connections_sink* sink, connections_str code, connections_str message) noexcept {
  return guarded([&] {
    if (sink == nullptr || code.size == 0) return CONNECTIONS_INVALID;
    if (code.size + message.size > kLongestText || ++sink->problems > kMostSignals)
      return over_quota(*sink, "it told too many problems");
    sink->evaluation.problem(view(code), view(message));
    return CONNECTIONS_OK;
  });
}

std::int32_t fail(connections_sink* sink, connections_str reason) noexcept {
  return guarded([&] {
    if (sink == nullptr) return CONNECTIONS_INVALID;
    const std::string_view said = view(reason).substr(0, kLongestText);
    if (sink->failure.empty()) sink->failure = said.empty() ? "it gave no reason" : std::string(said);
    return CONNECTIONS_OK;
  });
}

// Enumerators of the boundary are those of the model.
static_assert(CONNECTIONS_PART_HEADER == static_cast<int>(PartKind::kHeader));
static_assert(CONNECTIONS_KIND_OTHER == static_cast<int>(MailKind::kOther));
static_assert(CONNECTIONS_MAY_ARCHIVE == static_cast<int>(Permission::kArchive));

constexpr connections_host kHost{sizeof(connections_host),
                                 CONNECTIONS_ABI_MAJOR,
                                 CONNECTIONS_ABI_MINOR,
                                 part,
                                 signal,
                                 recognise_by_rules,
                                 apply_rules,
                                 emit,
                                 candidate,
                                 drop,
                                 set_kind,
                                 problem,
                                 fail};

}  // namespace

const connections_host& host_table() noexcept { return kHost; }

}  // namespace connections::plugin
