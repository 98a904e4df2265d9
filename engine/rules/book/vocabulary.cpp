#include "rules/book/vocabulary.h"

#include <algorithm>
#include <utility>

#include "model/unicode.h"

namespace connections::rules {
namespace {

constexpr std::size_t kBytes = 256;
constexpr std::size_t kCommonAtom = 3;  ///< bytes: "mar", "月"

std::string folded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char byte = text[at];
    if (static_cast<unsigned char>(byte) < 0x80) {  // most of most texts
      out += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
      ++at;
    } else {
      unicode::append(out, unicode::fold_case(unicode::take(text, at)));
    }
  }
  return out;
}

std::uint8_t byte_at(std::string_view text, std::size_t at) noexcept { return static_cast<std::uint8_t>(text[at]); }

}  // namespace

std::size_t Vocabulary::atom(std::string_view literal) {
  const auto [found, is_new] = atoms_.try_emplace(folded(literal), atoms_.size());
  if (is_new) uses_.emplace_back();
  return found->second;
}

void Vocabulary::set_families(const Words& words, std::vector<char16_t> families) {
  families_.insert_or_assign(words, std::move(families));
}

std::shared_ptr<const WordList> Vocabulary::list(const Words& words, const Words& longest) {
  std::shared_ptr<const WordList>& known = lists_[words];
  if (known != nullptr) return known;
  WordList made{.id = lists_.size() - 1, .words = words, .families = {}, .is_common = {}};
  if (const auto said = families_.find(words); said != families_.end()) made.families = said->second;
  for (std::size_t i = made.families.size(); i < words.size(); ++i) made.families.push_back(static_cast<char16_t>(i));
  for (std::size_t i = 0; i < words.size(); ++i) {
    made.is_common.push_back(longest[i].size() <= kCommonAtom);
    uses_[atom(longest[i])].push_back({made.id, made.families[i], made.is_common[i]});
  }
  known = std::make_shared<const WordList>(std::move(made));
  return known;
}

void Vocabulary::prepare() {
  std::call_once(prepared_, [this] {
    for (const auto& read : std::exchange(unread_, {})) read(*this);
    build();
  });
}

void Vocabulary::build() {
  nodes_.push_back({});
  add_children(0, atoms_.begin(), atoms_.end(), 0);
  after_one_.fill(kNone);
  after_two_.assign(kBytes * kBytes, kNone);
  for (std::size_t one = 0; one < kBytes; ++one) {
    const std::uint32_t node = after_one_[one] = child(0, static_cast<std::uint8_t>(one));
    for (std::size_t two = 0; node != kNone && two < kBytes; ++two)
      after_two_[one * kBytes + two] = child(node, static_cast<std::uint8_t>(two));
  }
}

/// [from, to) are the atoms that begin with the node's prefix, of `depth` bytes.
void Vocabulary::add_children(std::uint32_t node, Atoms::const_iterator from, Atoms::const_iterator to,
                              std::size_t depth) {
  if (from != to && from->first.size() == depth) nodes_[node].atom = static_cast<std::uint32_t>((from++)->second);
  std::vector<std::pair<Atoms::const_iterator, Atoms::const_iterator>> ranges;
  for (auto begin = from; begin != to; begin = ranges.back().second) {
    const auto end = std::find_if(begin, to, [&](const auto& one) { return one.first[depth] != begin->first[depth]; });
    ranges.emplace_back(begin, end);
  }
  const auto first = static_cast<std::uint32_t>(nodes_.size());
  nodes_[node].first = first;
  nodes_[node].count = static_cast<std::uint16_t>(ranges.size());
  for (const auto& [begin, end] : ranges) nodes_.push_back({.byte = byte_at(begin->first, depth)});
  for (std::size_t i = 0; i < ranges.size(); ++i)
    add_children(first + static_cast<std::uint32_t>(i), ranges[i].first, ranges[i].second, depth + 1);
}

std::uint32_t Vocabulary::child(std::uint32_t node, std::uint8_t byte) const noexcept {
  const Node& parent = nodes_[node];
  for (std::uint32_t i = parent.first; i < parent.first + parent.count; ++i)
    if (nodes_[i].byte == byte) return i;
  return kNone;
}

std::vector<std::size_t> Vocabulary::find(std::string_view text, std::vector<bool>& found) const {
  const std::string in = folded(text);
  std::vector<std::size_t> all;
  const auto take = [&](std::uint32_t node) {
    const std::uint32_t atom = nodes_[node].atom;
    if (atom == kNone || found[atom]) return;
    found[atom] = true;
    all.push_back(atom);
  };
  for (std::size_t at = 0; at < in.size(); ++at) {
    const std::uint32_t one = after_one_[byte_at(in, at)];
    if (one == kNone) continue;
    take(one);
    if (at + 1 == in.size()) break;
    std::uint32_t node = after_two_[byte_at(in, at) * kBytes + byte_at(in, at + 1)];
    for (std::size_t next = at + 2; node != kNone; ++next) {
      take(node);
      node = next < in.size() ? child(node, byte_at(in, next)) : kNone;
    }
  }
  return all;
}

}  // namespace connections::rules
