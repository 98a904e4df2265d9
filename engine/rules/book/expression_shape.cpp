#include "rules/book/expression_shape.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "rules/book/pattern_tokens.h"

namespace connections::rules {
namespace {

using Kind = PatternToken::Kind;
using ListPtr = std::shared_ptr<const WordList>;

constexpr std::size_t kFewWords = 8;      ///< a shorter list is not worth further forms of its expression
constexpr std::size_t kShortLiteral = 2;  ///< bytes; a shorter literal occurs in almost every text
constexpr const char* kNoText = "[^\\x00-\\x{10FFFF}]";  ///< what matches nothing

bool is_punctuation(char c) noexcept { return static_cast<unsigned char>(c) < 0x80 && std::ispunct(c) != 0; }

/// The alternatives of a group of literals, as they are written.
struct Literals {
  std::vector<std::string> words, longest;
  std::size_t end = 0;  ///< the token behind the group

  void add(std::string word, const std::vector<std::string>& stretches) {
    words.push_back(std::move(word));
    longest.push_back(*std::max_element(stretches.begin(), stretches.end(),
                                        [](const auto& a, const auto& b) { return a.size() < b.size(); }));
  }
};

/// What a text must hold.
struct Needs {
  std::vector<std::string> literals;
  std::vector<ListPtr> lists;

  void add(Needs other) {
    std::ranges::move(other.literals, std::back_inserter(literals));
    std::ranges::move(other.lists, std::back_inserter(lists));
  }
};

class Reader {
 public:
  Reader(std::string_view expression, Vocabulary& vocabulary)
      : expression_(expression), vocabulary_(vocabulary), tokens_(tokens_of(expression)) {}

  ExpressionShape read() {
    Needs needs = sequence();
    while (at_ < tokens_.size()) ++at_, needs = {};  // an unbalanced expression needs nothing that we know of
    shape_.pieces.push_back({std::string(expression_.substr(copied_)), nullptr});
    for (const std::string& literal : needs.literals) shape_.needs.push_back(vocabulary_.atom(literal));
    shape_.needs_one_of = std::move(needs.lists);
    return std::move(shape_);
  }

 private:
  std::string_view text(std::size_t token) const {
    const Span span = tokens_[token].span;
    return expression_.substr(span.begin, span.size());
  }
  bool is(std::size_t token, Kind kind) const { return token < tokens_.size() && tokens_[token].kind == kind; }
  bool may_be_left_out(std::size_t token) const {
    if (!is(token, Kind::kRepeat)) return false;
    const std::string_view repeat = text(token);
    return repeat[0] == '*' || repeat[0] == '?' || repeat.starts_with("{0");
  }

  /// Alternatives of literals alone, in the group that opens at `open`.
  std::optional<Literals> literals_at(std::size_t open) const {
    if (text(open) != "(?i:" && text(open) != "(?:") return std::nullopt;
    Literals found;
    std::string word;
    std::vector<std::string> stretches{""};
    const auto end_word = [&] {
      if (word.empty()) return false;
      found.add(std::exchange(word, {}), stretches);
      stretches = {""};
      return true;
    };
    for (std::size_t i = open + 1; i < tokens_.size(); ++i) {
      const std::string_view piece = text(i);
      if (is(i, Kind::kClose)) {
        found.end = i + 1;
        return end_word() && found.words.size() > 1 ? std::optional(std::move(found)) : std::nullopt;
      }
      if (is(i, Kind::kEscape) && piece.size() == 2 && is_punctuation(piece[1])) {
        word += piece;
        stretches.back() += piece[1];
      } else if (is(i, Kind::kClass) && piece == "[ \\n]" && is(i + 1, Kind::kRepeat) && text(i + 1) == "+") {
        word += "[ \\n]+";
        stretches.emplace_back();
        ++i;
      } else if (is(i, Kind::kOther) && piece.find_first_of("^$") == std::string_view::npos) {
        for (const char c : piece) {
          if (c == '|') {
            if (!end_word()) return std::nullopt;
            continue;
          }
          word += c;
          stretches.back() += c;
        }
      } else {
        return std::nullopt;
      }
    }
    return std::nullopt;
  }

  /// Reads to the end of the group, or of the expression; what that needs.
  Needs sequence() {
    Needs needs;
    std::string run;
    bool has_alternatives = false;
    const auto end_run = [&] {
      if (run.size() >= kShortLiteral) needs.literals.push_back(run);
      run.clear();
    };
    for (; at_ < tokens_.size() && !is(at_, Kind::kClose); ++at_) {
      const std::string_view piece = text(at_);
      if (is(at_, Kind::kOther) || (is(at_, Kind::kEscape) && piece.size() == 2 && is_punctuation(piece[1]))) {
        has_alternatives = add_literals(run, end_run) || has_alternatives;
      } else if (is(at_, Kind::kOpen)) {
        end_run();
        Needs inner = group();
        if (!may_be_left_out(at_ + 1)) needs.add(std::move(inner));
      } else if (!is(at_, Kind::kFlags)) {
        end_run();
      }
    }
    end_run();
    return has_alternatives ? Needs{} : std::move(needs);
  }

  /// Adds the literals of the token to the run; true if a bar is among them.
  template <class EndRun>
  bool add_literals(std::string& run, const EndRun& end_run) {
    bool bar = false;
    const std::string_view piece = text(at_);
    if (is(at_, Kind::kEscape)) {
      run += piece[1];
    } else {
      for (const char c : piece) {
        bar = bar || c == '|';
        if (c == '|' || c == '^' || c == '$')
          end_run();
        else
          run += c;
      }
    }
    if (!is(at_ + 1, Kind::kRepeat)) return bar;
    if (may_be_left_out(at_ + 1)) drop_last_character(run);
    end_run();
    return bar;
  }

  static void drop_last_character(std::string& run) {
    while (!run.empty() && (static_cast<unsigned char>(run.back()) & 0xC0U) == 0x80U) run.pop_back();
    if (!run.empty()) run.pop_back();
  }

  /// The group that opens here; ends at its last token.
  Needs group() {
    if (auto literals = literals_at(at_)) {
      const ListPtr list = vocabulary_.list(literals->words, literals->longest);
      if (list->words.size() >= kFewWords) cut(at_, literals->end - 1, list);
      at_ = literals->end - 1;
      return {.literals = {}, .lists = {list}};
    }
    ++at_;
    return sequence();
  }

  /// Leaves out the words between the tokens `open` and `close`.
  void cut(std::size_t open, std::size_t close, const ListPtr& list) {
    const std::size_t begin = tokens_[open].span.end;
    shape_.pieces.push_back({std::string(expression_.substr(copied_, begin - copied_)), list});
    copied_ = tokens_[close].span.begin;
    if (std::ranges::find(shape_.lists, list) == shape_.lists.end()) shape_.lists.push_back(list);
  }

  std::string_view expression_;
  Vocabulary& vocabulary_;
  std::vector<PatternToken> tokens_;
  std::size_t at_ = 0;      ///< the token that is read
  std::size_t copied_ = 0;  ///< bytes of the expression that are in the pieces
  ExpressionShape shape_;
};

std::string chosen_words(const WordList& list, const TextWords::Choice& choice) {
  std::string out;
  for (std::size_t i = 0; i < list.words.size(); ++i)
    if (list.is_common[i] || choice.has(list.families[i])) out += (out.empty() ? "" : "|") + list.words[i];
  return out;
}

}  // namespace

bool ExpressionShape::may_match(TextWords& words) const {
  return std::ranges::all_of(needs, [&](std::size_t atom) { return words.has(atom); }) &&
         std::ranges::all_of(needs_one_of, [&](const ListPtr& list) { return words.of(*list).is_there; });
}

std::string ExpressionShape::narrowed(TextWords& words) const {
  std::string out;
  for (const Piece& piece : pieces) {
    out += piece.text;
    if (piece.words == nullptr) break;
    const std::string chosen = chosen_words(*piece.words, words.of(*piece.words));
    out += chosen.empty() ? kNoText : chosen;
  }
  return out;
}

std::u16string ExpressionShape::key(TextWords& words) const {
  constexpr char16_t kEnd = 0xFFFF;  // of a list's families
  std::u16string key;
  for (const ListPtr& list : lists) (key += words.of(*list).families) += kEnd;
  return key;
}

ExpressionShape shape_of(std::string_view expression, Vocabulary& vocabulary) {
  return Reader(expression, vocabulary).read();
}

}  // namespace connections::rules
