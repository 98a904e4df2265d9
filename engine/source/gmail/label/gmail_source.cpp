#include "source/gmail/label/gmail_source.h"

#include <unordered_set>

#include "source/gmail/api/gmail_caller.h"
#include "source/gmail/api/labels.h"
#include "source/gmail/label/history.h"
#include "source/gmail/label/listing.h"
#include "source/gmail/label/message.h"

namespace connections::source {
namespace {

/// A time in the future comes from a wrong clock: due as well.
bool is_due(const std::optional<Instant>& last, std::chrono::seconds period, Instant now) {
  return !last || *last > now || now - *last >= period;
}

void append_new(std::vector<std::string>& ids, const std::vector<std::string>& more) {
  std::unordered_set<std::string_view> seen(ids.begin(), ids.end());
  std::vector<std::string> fresh;
  for (const std::string& id : more)
    if (!seen.contains(id)) fresh.push_back(id);
  ids.insert(ids.end(), fresh.begin(), fresh.end());
}

class GmailSource final : public Source {
 public:
  explicit GmailSource(GmailAccess access) : caller_(std::move(access)) {}

  Result<Changes> changes(const SyncPosition& position, Instant now, bool check_label) override;
  Result<void> fetch(const std::vector<std::string>& ids, const std::function<bool(RawMail&&)>& on_mail,
                     const std::function<void(Unfetchable&&)>& on_failure) override;

 private:
  Result<void> look_up(const SyncPosition& position, Changes& changes);
  Result<std::optional<History>> recent(const SyncPosition& position, Changes& changes);
  Result<Changes> listed(const std::string& label_id, const std::optional<History>& history, Changes changes);

  GmailCaller caller_;
};

Result<void> GmailSource::look_up(const SyncPosition& position, Changes& changes) {
  auto label = TRY(verify_label(caller_, {.name = position.label, .id = position.label_id}));
  changes.label = std::move(label);
  return {};
}

/// The history since the stored cursor; nothing if it is too old. Looks the label up if anything happened to it.
Result<std::optional<History>> GmailSource::recent(const SyncPosition& position, Changes& changes) {
  auto history = read_history(caller_, position.cursor, position.label_id);
  if (!history && history.error().code != Errc::kCursorTooOld) return std::unexpected(history.error());
  if ((!history || history->touched) && !changes.label) TRY(look_up(position, changes));
  if (!history) return std::nullopt;
  return std::move(*history);
}

Result<Changes> GmailSource::changes(const SyncPosition& position, Instant now, bool check_label) {
  Changes changes;
  if (position.label.empty()) return std::unexpected(choose_label({}, {}).error());
  if (check_label || position.label_id.empty() || is_due(position.label_checked_at, kLabelCheck, now))
    TRY(look_up(position, changes));
  std::optional<History> history;
  if (!position.cursor.empty() && !position.label_id.empty()) {
    auto said = TRY(recent(position, changes));
    history = std::move(said);
  }
  if (changes.label && changes.label->remade) history.reset();  // it was about another label's mails
  const std::string label_id = changes.label ? changes.label->id : position.label_id;
  if (!history || history->unclear || is_due(position.listed_at, kReconcile, now))
    return listed(label_id, history, std::move(changes));
  changes.ids = std::move(history->ids);
  changes.cursor = std::move(history->head);
  return changes;
}

Result<Changes> GmailSource::listed(const std::string& label_id, const std::optional<History>& history,
                                    Changes changes) {
  auto head = TRY(history ? Result<std::string>(history->head) : mailbox_head(caller_));
  auto ids = TRY(list_label(caller_, label_id));
  changes.ids = std::move(ids);
  if (history) append_new(changes.ids, history->ids);  // those that were taken out of the label meanwhile
  changes.cursor = std::move(head);
  changes.full_list = true;
  return changes;
}

Result<void> GmailSource::fetch(const std::vector<std::string>& ids, const std::function<bool(RawMail&&)>& on_mail,
                                const std::function<void(Unfetchable&&)>& on_failure) {
  auto id = ids.begin();
  const auto next = [&]() -> std::optional<Call> {
    if (id == ids.end()) return std::nullopt;
    const std::string& wanted = *id++;
    const auto on_body = [&on_mail, &wanted](std::string&& body) {
      auto mail = read_message(std::move(body), wanted);
      if (!mail) return Outcome::kMalformed;
      return on_mail(std::move(*mail)) ? Outcome::kAccepted : Outcome::kStop;
    };
    return Call{.path = raw_message_path(wanted),
                .units = caller_.quota().get_units,
                .on_body = on_body,
                .max_bytes = kMaxMessageAnswer,
                .about = wanted};
  };
  return caller_.ask_all(next, [&](const Call& call, const ApiError& why) { on_failure({call.about, why.error}); });
}

}  // namespace

std::unique_ptr<Source> make_gmail_source(GmailAccess access) {
  return std::make_unique<GmailSource>(std::move(access));
}

}  // namespace connections::source
