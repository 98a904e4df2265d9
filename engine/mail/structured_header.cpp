#include "mail/structured_header.h"

#include <algorithm>

#include "mail/address.h"

namespace connections::mail {
namespace {

constexpr int kMaxCommentDepth = 16;

bool is_white(char c) noexcept { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool is_control(char c) noexcept { return (static_cast<unsigned char>(c) < 0x20 && !is_white(c)) || c == 0x7F; }

/// Reads a header word by word.
class Words {
 public:
  Words(std::string_view value, std::string_view marks) : value_(value), marks_(marks) {}

  std::optional<std::vector<StructuredWord>> read() {
    while (at_ < value_.size()) {
      const char c = value_[at_];
      bool good = !is_control(c);
      if (c == '(') {
        const std::size_t inside = at_ + 1;
        good = good && comment();
        if (good && marks_.find(c) != std::string_view::npos)
          words_.push_back({std::string(value_.substr(inside, at_ - 1 - inside)), c});
        glued_ = false;
      } else if (c == '"') {
        good = good && quoted();
      } else if (is_white(c)) {
        glued_ = false;
        ++at_;
      } else if (marks_.find(c) != std::string_view::npos) {
        words_.push_back({{}, c});
        glued_ = false;
        ++at_;
      } else {
        word().text += c;
        ++at_;
      }
      if (!good || c == ')') return std::nullopt;
    }
    return std::move(words_);
  }

 private:
  StructuredWord& word() {
    if (!glued_) words_.emplace_back();
    glued_ = true;
    return words_.back();
  }
  /// Past a comment. RFC 5322 gives a quote no meaning there, readers do: such a comment ends in two places.
  bool comment() {
    int depth = 0;
    for (; at_ < value_.size(); ++at_) {
      const char c = value_[at_];
      if (c == '"' || is_control(c)) return false;
      if (c == '\\') {
        ++at_;
      } else if (c == '(') {
        if (++depth > kMaxCommentDepth) return false;
      } else if (c == ')' && --depth == 0) {
        ++at_;
        return true;
      }
    }
    return false;
  }
  bool quoted() {
    StructuredWord& into = word();
    into.quoted_from = std::min(into.quoted_from, into.text.size());
    for (++at_; at_ < value_.size() && value_[at_] != '"'; ++at_) {
      if (is_control(value_[at_])) return false;
      if (value_[at_] == '\\' && at_ + 1 < value_.size()) ++at_;
      into.text += value_[at_];
    }
    if (at_ >= value_.size()) return false;
    ++at_;
    return true;
  }

  std::string_view value_, marks_;
  std::size_t at_ = 0;
  bool glued_ = false;  ///< the next characters belong to the last word
  std::vector<StructuredWord> words_;
};

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kWhite = " \t\r\n";
  const auto begin = text.find_first_not_of(kWhite);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kWhite) - begin + 1);
}

/// Reads an address header character by character; one pass, no recursion.
class Mailboxes {
 public:
  explicit Mailboxes(std::string_view value) : value_(value) {}

  RawMailboxes read() {
    for (; at_ < value_.size(); ++at_) step(value_[at_]);
    if (quote_ || comment_ > 0 || angle_) out_.unambiguous = false;
    end_mailbox();
    if (out_.all.empty() && !waiting_.empty()) out_.all.push_back({std::move(waiting_), {}});
    return std::move(out_);
  }

 private:
  void step(char c) {
    if (quote_) return in_quote(c);
    if (comment_ > 0) return in_comment(c);
    if (c == '(') {
      ++comment_;
      if (angle_) out_.unambiguous = false;
    } else if (angle_) {
      in_angle(c);
    } else if (c == '"') {
      quote_ = true;
    } else if (c == '<') {
      if (has_angle_) out_.unambiguous = false;
      angle_ = has_angle_ = true;
    } else if (c == ',' || c == ';') {
      end_mailbox();
    } else if (c == ':') {
      plain_.clear();  // the name of a group
    } else {
      if (has_angle_ && trimmed(std::string_view(&c, 1)).size() == 1) out_.unambiguous = false;  // text behind <…>
      plain_ += c;
    }
  }
  void in_quote(char c) {
    if (c == '\\' && at_ + 1 < value_.size()) {
      put(value_[++at_]);
    } else if (c == '"') {
      quote_ = false;
    } else {
      put(c);
    }
  }
  void put(char c) { (angle_ ? address_ : plain_) += c; }
  void in_comment(char c) {
    if (c == '\\')
      ++at_;
    else if (c == '(')
      ++comment_;
    else if (c == ')')
      --comment_;
    if (comment_ > 0 && c != '(') remark_ += c;
  }
  void in_angle(char c) {
    if (c == '>') {
      angle_ = cut_ = false;
    } else if (cut_) {
      return;
    } else if (c == '<') {  // "<a@b.example<mailto:a@b.example>>", as some programs quote
      out_.unambiguous = false;
      cut_ = true;
    } else if (c == '"') {
      quote_ = true;
      out_.unambiguous = false;
    } else {
      if (c == ',' || c == ';' || c == ':') out_.unambiguous = false;
      address_ += c;
    }
  }

  /// A comma may also be in a name that its writer forgot to quote: such a piece waits for its address.
  void end_mailbox() {
    const std::string_view plain = trimmed(plain_);
    if (has_angle_) {
      finish(std::string(plain), std::string(trimmed(address_)));
    } else if (plain.find('@') != std::string_view::npos) {
      finish(std::string(trimmed(remark_)), std::string(plain));
    } else if (!plain.empty()) {
      waiting_ += (waiting_.empty() ? "" : ", ") + std::string(plain);
    }
    plain_.clear();
    address_.clear();
    remark_.clear();
    has_angle_ = false;
  }
  void finish(std::string phrase, std::string address) {
    if (!waiting_.empty()) phrase = waiting_ + (phrase.empty() ? "" : ", " + phrase);
    waiting_.clear();
    const bool odd =
        std::count(address.begin(), address.end(), '@') != 1 || address.find_first_of(" \t\r\n\\") != std::string::npos;
    if (odd && !address.empty()) out_.unambiguous = false;
    out_.all.push_back({std::move(phrase), lower_ascii(address)});
  }

  std::string_view value_;
  std::size_t at_ = 0;
  RawMailboxes out_;
  std::string plain_, address_, remark_, waiting_;
  bool quote_ = false, angle_ = false, has_angle_ = false;
  bool cut_ = false;  ///< the rest of <…> says nothing
  int comment_ = 0;
};

}  // namespace

std::optional<std::vector<StructuredWord>> structured_words(std::string_view value, std::string_view marks) {
  return Words(value, marks).read();
}

RawMailboxes raw_mailboxes(std::string_view value) { return Mailboxes(value).read(); }

std::optional<ReceivedHosts> received_hosts(std::string_view value) {
  const auto words = structured_words(value, "(;");
  if (!words) return std::nullopt;
  ReceivedHosts hosts;
  std::string before;  // the last word
  int bys = 0, ends = 0, place = 0;
  for (const StructuredWord& word : *words) {
    if (word.mark == ';' && ++ends > 1) return std::nullopt;
    if (word.mark == '(' && ends == 0 && bys == 0 && place > 0) hosts.peers.push_back(lower_ascii(word.text));
    if (word.mark != 0 || ends > 0) continue;
    std::string text = lower_ascii(word.text);
    if (text == "by" && ++bys > 1) return std::nullopt;
    if (before == "from" && place == 1) hosts.from = text;
    if (before == "by" && hosts.by.empty()) hosts.by = text;
    before = std::move(text);
    ++place;
  }
  return hosts;
}

std::optional<DkimTags> dkim_tags(std::string_view value) {
  DkimTags tags;
  while (!value.empty()) {
    const auto end = std::min(value.find(';'), value.size());
    std::string one(value.substr(0, end));
    value.remove_prefix(std::min(value.size(), end + 1));
    std::erase_if(one, is_white);
    if (one.empty()) continue;
    const auto sign = one.find('=');
    if (sign == std::string::npos || sign == 0) return std::nullopt;
    std::string name = one.substr(0, sign);
    if (std::any_of(tags.begin(), tags.end(), [&](const auto& known) { return known.first == name; }))
      return std::nullopt;
    tags.emplace_back(std::move(name), one.substr(sign + 1));
  }
  return tags;
}

std::string_view tag(const DkimTags& tags, std::string_view name) noexcept {
  for (const auto& [key, value] : tags)
    if (key == name) return value;
  return {};
}

}  // namespace connections::mail
