#include "support/fake_gmail.h"

#include <algorithm>

#include <fmt/format.h>

#include "support/fake_answers.h"

namespace connections::test {
namespace {

using nlohmann::json;

/// Of a mail whose raw text is put in by hand: a JSON library takes seconds for it in a debug build.
constexpr std::size_t kLarge = 1'000'000;

std::string token_of(const httplib::Request& in) {
  const std::string header = in.get_header_value("Authorization");
  return header.starts_with("Bearer ") ? header.substr(7) : std::string();
}

Asked message_kind(const httplib::Request& in) {
  return in.get_param_value("format") == "raw" ? Asked::kRaw : Asked::kMinimal;
}

json labels_json(const std::map<std::string, std::string>& labels) {
  json all = json::array({{{"id", "INBOX"}, {"name", "INBOX"}, {"type", "system"}}});
  for (const auto& [id, name] : labels) all.push_back({{"id", id}, {"name", name}});
  return {{"labels", all}};
}

json record_json(const FakeMailbox::Record& record, const std::optional<FakeMailbox::Mail>& now) {
  using Event = FakeMailbox::Event;
  json message{{"id", record.mail}, {"threadId", record.mail}};
  json one{{"id", FakeMailbox::history_id(record.number)}, {"messages", json::array({message})}};
  if (record.event == Event::kMailDeleted) {
    one["messagesDeleted"] = json::array({{{"message", message}}});
    return one;
  }
  if (now) message["labelIds"] = now->labels;  // those of now, not of then
  if (record.event == Event::kMailAdded) {
    message["labelIds"] = now ? now->labels : record.labels;
    one["messagesAdded"] = json::array({{{"message", message}}});
    return one;
  }
  const char* key = record.event == Event::kLabelAdded ? "labelsAdded" : "labelsRemoved";
  one[key] = json::array({{{"message", message}, {"labelIds", record.labels}}});
  return one;
}

/// Doubled and out of order; the same mess for the same records.
std::vector<FakeMailbox::Record> in_disorder(std::vector<FakeMailbox::Record> records) {
  const std::size_t half = records.size() / 2;
  records.insert(records.end(), records.begin(), records.begin() + static_cast<std::ptrdiff_t>(half));
  std::reverse(records.begin(), records.end());
  return records;
}

}  // namespace

FakeGmail::FakeGmail(FakeGmailTraits wanted) : traits(wanted) {
  auto& server = web_.server;
  server.new_task_queue = [this] { return new httplib::ThreadPool(traits.threads); };
  server.set_keep_alive_max_count(1'000'000);
  const std::string me = "/gmail/v1/users/me/";
  const auto serve = [this](Asked asked) {
    return [this, asked](const httplib::Request& in, httplib::Response& out) { answer(asked, in, out); };
  };
  server.Get(me + "labels", serve(Asked::kLabels));
  server.Get(me + "profile", serve(Asked::kProfile));
  server.Get(me + "messages", serve(Asked::kList));
  server.Get(me + "history", serve(Asked::kHistory));
  server.Get(me + R"(messages/([^/]+))",
             [this](const httplib::Request& in, httplib::Response& out) { answer(message_kind(in), in, out); });
  server.Post(me + "watch", serve(Asked::kWatch));
  server.Post(me + "stop", serve(Asked::kStop));
  web_.start();
}

int FakeGmail::asked(Asked what) const {
  const std::lock_guard lock(mutex_);
  const auto at = counts_.find(what);
  return at == counts_.end() ? 0 : at->second;
}

int FakeGmail::asked() const {
  const std::lock_guard lock(mutex_);
  int all = 0;
  for (const auto& [what, count] : counts_) all += count;
  return all;
}

std::map<std::string, FakeGmail::Gets> FakeGmail::gets() const {
  const std::lock_guard lock(mutex_);
  return gets_;
}

std::string FakeGmail::last_user_agent() const {
  const std::lock_guard lock(mutex_);
  return user_agent_;
}

void FakeGmail::forget_counts() {
  const std::lock_guard lock(mutex_);
  counts_.clear();
  gets_.clear();
}

void FakeGmail::count(Asked asked, const httplib::Request& in, Trouble trouble) {
  int nth = 0;
  {
    const std::lock_guard lock(mutex_);
    nth = ++counts_[asked];
    user_agent_ = in.get_header_value("User-Agent");
    if (asked == Asked::kRaw) {
      Gets& gets = gets_[in.matches[1]];
      ++gets.asked;
      if (trouble != Trouble::kNone && trouble != Trouble::kDrip) ++gets.troubled;
    }
  }
  before(asked, nth);
}

void FakeGmail::answer(Asked asked, const httplib::Request& in, httplib::Response& out) {
  std::this_thread::sleep_for(traits.latency);
  const bool known = tokens.takes(token_of(in));
  Trouble trouble = known ? faults.next(asked, in.has_param("pageToken")) : Trouble::k401;
  count(asked, in, trouble);
  out.set_header("Date", http_date(kFakeNow + traits.skew));
  if (trouble == Trouble::k401 && known) tokens.expire();
  out.status = 200;
  std::string body;
  if (trouble == Trouble::kNone || trouble >= Trouble::kCut) body = content(asked, in, out.status).dump();
  if (asked == Asked::kRaw && out.status == 200 && !body.empty())
    if (const auto mail = mailbox.mail(in.matches[1]); mail->bytes.size() >= kLarge)
      body.insert(body.find(R"("raw":")") + 7, base64url(mail->bytes));
  apply(trouble, std::move(body), out);
}

void FakeGmail::apply(Trouble trouble, std::string body, httplib::Response& out) const {
  if (const auto refusal = refusal_of(trouble, traits.skew)) {
    out.status = refusal->status;
    for (const auto& [name, value] : refusal->headers) out.set_header(name, value);
    out.set_content(refusal->body, "application/json");
    return;
  }
  if (trouble == Trouble::kTruncated) body.resize(body.size() / 2);
  if (trouble == Trouble::kMalformed) body.insert(body.size() / 2, "\x01}{");
  if (trouble == Trouble::kOtherMail)
    body = R"({"id":"19b8ffffffffffff","raw":"QQ","historyId":false,"labels":[1],)"
           R"("messages":7,"nextPageToken":1})";
  if (trouble == Trouble::kHang) std::this_thread::sleep_for(std::chrono::seconds(3));
  if (trouble != Trouble::kCut && trouble != Trouble::kDrip) return out.set_content(body, "application/json");
  const std::size_t size = body.size();
  const std::size_t half = size / 2;
  out.set_content_provider(
      size, "application/json",
      [trouble, half, body = std::move(body)](std::size_t offset, std::size_t length, httplib::DataSink& sink) {
        if (offset >= half && trouble == Trouble::kCut) return false;
        const std::size_t here = offset < half ? half - offset : length;
        if (offset >= half) std::this_thread::sleep_for(std::chrono::milliseconds(3));
        return sink.write(body.data() + offset, here);
      });
}

json FakeGmail::content(Asked asked, const httplib::Request& in, int& status) {
  switch (asked) {
    case Asked::kLabels:
      return labels_json(mailbox.labels());
    case Asked::kProfile:
      if (traits.has_profile) return {{"emailAddress", "ada@example.com"}, {"historyId", mailbox.head()}};
      status = 404;
      return {{"message", "Not Found"}};
    case Asked::kList:
      return list(in);
    case Asked::kHistory:
      return history(in, status);
    case Asked::kRaw:
    case Asked::kMinimal:
      return message(asked, in.matches[1], status);
    case Asked::kWatch:
      return {{"historyId", mailbox.head()}, {"expiration", "1780604800000"}};
    case Asked::kStop:
      return json::object();
  }
  return json::object();
}

json FakeGmail::list(const httplib::Request& in) const {
  const auto ids = mailbox.list(in.get_param_value("labelIds"));
  const std::size_t size = std::min<std::size_t>(traits.page_size, std::stoul(in.get_param_value("maxResults")));
  const std::size_t from = in.has_param("pageToken") ? std::stoul(in.get_param_value("pageToken")) : 0;
  json page = json::object();
  for (std::size_t i = from; i < std::min(ids.size(), from + size); ++i)
    page["messages"].push_back({{"id", ids[i]}, {"threadId", ids[i]}});
  if (from + size < ids.size()) page["nextPageToken"] = std::to_string(from + size);
  return page;
}

json FakeGmail::history(const httplib::Request& in, int& status) const {
  auto records = mailbox.since(in.get_param_value("startHistoryId"));
  if (!records) {
    status = 404;
    return json::parse(refusal_of(Trouble::k404, traits.skew)->body);
  }
  if (traits.messy_history) records = in_disorder(std::move(*records));
  const std::size_t from = in.has_param("pageToken") ? std::stoul(in.get_param_value("pageToken")) : 0;
  json page{{"historyId", mailbox.head()}};
  if (traits.numbers_as_numbers) page["historyId"] = std::stoull(mailbox.head().substr(2));
  const bool empty = traits.messy_history && from % 2 == 0;  // even pages carry nothing but the next token
  const std::size_t start = traits.messy_history ? from / 2 * traits.page_size : from * traits.page_size;
  for (std::size_t i = start; !empty && i < std::min(records->size(), start + traits.page_size); ++i)
    page["history"].push_back(record_json((*records)[i], mailbox.mail((*records)[i].mail)));
  if (empty ? start < records->size() : start + traits.page_size < records->size())
    page["nextPageToken"] = std::to_string(from + 1);
  return page;
}

json FakeGmail::message(Asked asked, const std::string& id, int& status) const {
  const auto mail = mailbox.mail(id);
  if (!mail) {
    status = 404;
    return json::parse(refusal_of(Trouble::k404, traits.skew)->body);
  }
  json message{{"id", id},
               {"threadId", id},
               {"labelIds", mail->labels},
               {"internalDate", std::to_string(mail->internal_date)},
               {"historyId", FakeMailbox::history_id(mail->history)}};
  if (asked == Asked::kRaw) message["raw"] = mail->bytes.size() < kLarge ? base64url(mail->bytes) : "";
  return message;
}

}  // namespace connections::test
