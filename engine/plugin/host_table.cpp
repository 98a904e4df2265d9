#include "plugin/host_table.h"

#include <exception>

#include "model/value.h"

namespace connections::plugin {
namespace {

std::string_view view(connections_str text) noexcept {
  return text.data != nullptr ? std::string_view(text.data, text.size) : std::string_view();
}
connections_str borrowed(std::string_view text) noexcept { return {text.data(), text.size()}; }

/// Keeps the first failure: the plugin's own reason, if it gives one later, does not replace it.
template <class Handle>
void note_failure(const Handle* handle, const char* what) noexcept {
  try {
    if (handle != nullptr && handle->failure.empty()) handle->failure = what;
  } catch (...) {  // no memory: the result still says that the call failed
  }
}

/// Runs a host service; nothing may throw across the boundary. What is thrown fails the whole call of the plugin.
template <class Handle, class F>
std::int32_t guarded(const Handle* handle, F&& service) noexcept {
  try {
    return service();
  } catch (const std::exception& error) {
    note_failure(handle, error.what());
  } catch (...) {
    note_failure(handle, "unknown exception");
  }
  return CONNECTIONS_FAILED;
}

/// What one parser may hand over for one mail. Beyond it a call fails, and so does the extraction: see `fail`.
constexpr std::size_t kMaxCandidates = 4096;
constexpr std::size_t kMaxSignals = 64;
constexpr std::size_t kMaxText = 64u << 10;

std::int32_t over_quota(const connections_sink& sink, const char* what) {
  note_failure(&sink, what);
  return CONNECTIONS_FAILED;
}

std::int32_t part(const connections_mail* mail, std::uint32_t which, connections_str name,
                  connections_str* out) noexcept {
  return guarded(mail, [&] {
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
  return guarded(mail, [&] {
    if (mail == nullptr || name.size == 0 || name.size > kMaxText || value.size > kMaxText) return CONNECTIONS_INVALID;
    if (view(name) == CONNECTIONS_SIGNAL_FAILURE) {
      note_failure(mail, std::string(view(value)).c_str());
      return CONNECTIONS_OK;
    }
    if (mail->signals.size() >= kMaxSignals && !mail->signals.contains(std::string(view(name)))) {
      note_failure(mail, "too many signals");
      return CONNECTIONS_FAILED;
    }
    mail->signals[std::string(view(name))] = std::string(view(value));
    return CONNECTIONS_OK;
  });
}

std::int32_t recognise_by_rules(const connections_mail* mail, connections_str platform, double* score) noexcept {
  return guarded(mail, [&] {
    if (mail == nullptr || score == nullptr) return CONNECTIONS_INVALID;
    const rules::Platform* rules = mail->book.platform(view(platform));
    if (rules == nullptr) return CONNECTIONS_ABSENT;
    *score = rules::recognise(mail->book, *rules, mail->mail, mail->signals).value();
    return CONNECTIONS_OK;
  });
}

std::int32_t apply_rules(connections_sink* sink, const connections_mail* mail, connections_str platform) noexcept {
  return guarded(sink, [&] {
    if (sink == nullptr || mail == nullptr) return CONNECTIONS_INVALID;
    for (const auto& [name, value] : mail->signals) sink->evaluation.signal(name, value);
    const auto applied = sink->evaluation.apply(view(platform));
    if (applied) return CONNECTIONS_OK;
    if (applied.error().code == Errc::kNotFound) return CONNECTIONS_ABSENT;
    note_failure(sink, applied.error().message.c_str());
    return CONNECTIONS_FAILED;
  });
}

std::int32_t emit(connections_sink* sink, connections_str field, connections_str value, double confidence) noexcept {
  return guarded(sink, [&] {
    if (sink != nullptr && value.size > kMaxText) return over_quota(*sink, "a value is too long");
    if (sink != nullptr && sink->evaluation.sightings().size() >= kMaxCandidates)
      return over_quota(*sink, "too many values");
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
  return guarded(sink, [&] {
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
  return guarded(sink, [&] {
    if (sink == nullptr || index >= sink->evaluation.sightings().size()) return CONNECTIONS_INVALID;
    sink->evaluation.drop(index, view(reason));
    return CONNECTIONS_OK;
  });
}

std::int32_t set_kind(connections_sink* sink, std::uint32_t kind, std::uint32_t may, double confidence,
                      connections_str reason) noexcept {
  return guarded(sink, [&] {
    if (sink == nullptr || kind > CONNECTIONS_KIND_OTHER || may > CONNECTIONS_MAY_ARCHIVE) return CONNECTIONS_INVALID;
    sink->evaluation.set_kind(static_cast<MailKind>(kind), static_cast<Permission>(may), Confidence(confidence),
                              view(reason));
    return CONNECTIONS_OK;
  });
}

std::int32_t problem(connections_sink* sink, connections_str code, connections_str message) noexcept {
  return guarded(sink, [&] {
    if (sink == nullptr || code.size == 0) return CONNECTIONS_INVALID;
    if (code.size + message.size > kMaxText || ++sink->problems > kMaxSignals)
      return over_quota(*sink, "too many problems");
    sink->evaluation.problem(view(code), view(message));
    return CONNECTIONS_OK;
  });
}

std::int32_t fail(connections_sink* sink, connections_str reason) noexcept {
  return guarded(sink, [&] {
    if (sink == nullptr) return CONNECTIONS_INVALID;
    const std::string_view said = view(reason).substr(0, kMaxText);
    if (sink->failure.empty()) sink->failure = said.empty() ? "no reason given" : std::string(said);
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
