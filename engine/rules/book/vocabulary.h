#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace connections::rules {

/// The literal alternatives of a group in expressions, "(?i:guest|gast|hôte)". Words have families, a language: a text
/// with one word of a family is taken for one with all of them, so that there are few choices of words.
struct WordList {
  std::size_t id = 0;
  std::vector<std::string> words;  ///< as the expression writes them
  std::vector<char16_t> families;  ///< of each word
  std::vector<bool> is_common;     ///< of each word: so short that it occurs in many texts by chance
};

/// Every literal that the expressions of a rule book look for, and which of them a text holds, whatever the case: one
/// pass over the text tells it for all expressions. Expressions are noted while the book is loaded (one thread), and
/// read when it is first asked (any thread): few programs that load rules read a mail.
class Vocabulary {
 public:
  /// `read`: adds the words of an expression.
  void note(std::function<void(Vocabulary&)> read) { unread_.push_back(std::move(read)); }
  /// Reads the noted expressions, once. Whoever uses numbers of theirs calls it first.
  void prepare();

  /// The number of a literal; the same literal, in whatever case, has the same one.
  std::size_t atom(std::string_view literal);
  /// The list of these words: equal ones are one. `longest`: of each word, its longest stretch without white space.
  std::shared_ptr<const WordList> list(const std::vector<std::string>& words, const std::vector<std::string>& longest);
  /// Says whose the words of a list are, before the first expression with it; otherwise each is its own family.
  void set_families(const std::vector<std::string>& words, std::vector<char16_t> families);

  [[nodiscard]] std::size_t atoms() const noexcept { return uses_.size(); }
  [[nodiscard]] std::size_t lists() const noexcept { return lists_.size(); }
  /// The atoms that occur in the text, each once; sets them in `found`, which has atoms() of them.
  [[nodiscard]] std::vector<std::size_t> find(std::string_view text, std::vector<bool>& found) const;

  /// A word that a text with the atom may hold.
  struct Use {
    std::size_t list;
    char16_t family;
    bool is_common;
  };
  [[nodiscard]] const std::vector<Use>& uses(std::size_t atom) const { return uses_[atom]; }

 private:
  /// A prefix of atoms: its children are `count` nodes from `first` on, in the order of their bytes.
  struct Node {
    std::uint32_t first = 0;
    std::uint32_t atom = kNone;  ///< that ends here
    std::uint16_t count = 0;
    std::uint8_t byte = 0;
  };
  static constexpr std::uint32_t kNone = static_cast<std::uint32_t>(-1);
  using Words = std::vector<std::string>;
  using Atoms = std::map<std::string, std::size_t, std::less<>>;

  void build();
  void add_children(std::uint32_t node, Atoms::const_iterator from, Atoms::const_iterator to, std::size_t depth);
  /// kNone: the node has no such child.
  [[nodiscard]] std::uint32_t child(std::uint32_t node, std::uint8_t byte) const noexcept;

  Atoms atoms_;                         ///< folded
  std::vector<std::vector<Use>> uses_;  ///< by atom
  std::map<Words, std::shared_ptr<const WordList>> lists_;
  std::map<Words, std::vector<char16_t>> families_;
  std::vector<std::function<void(Vocabulary&)>> unread_;
  std::vector<Node> nodes_;                     ///< the first is the root
  std::array<std::uint32_t, 256> after_one_{};  ///< the node of a first byte, or kNone
  std::vector<std::uint32_t> after_two_;        ///< of the first two
  std::once_flag prepared_;
};

}  // namespace connections::rules
