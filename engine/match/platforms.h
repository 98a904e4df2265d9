#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/extraction.h"

namespace connections::match {

/// Codes of one kind: two of them that differ are two reservations.
struct CodeShape {
  std::string prefix;      ///< "HM"
  std::size_t length = 0;  ///< of the whole code
  friend bool operator==(const CodeShape&, const CodeShape&) = default;
};

/// What the matcher must know of a platform that no mail says.
struct PlatformTraits {
  std::vector<std::string> feeds;  ///< platforms of feeds that may show its reservations; empty: its own, managers'
  bool manager = false;            ///< a channel manager: its mails and feeds are of other platforms' reservations too
  std::vector<std::string> channels;  ///< how channel managers call it, folded; a word in their text is enough
  std::string no_guest_name;          ///< why its mails carry no guest name; empty: they do
  std::vector<CodeShape> codes;
  friend bool operator==(const PlatformTraits&, const PlatformTraits&) = default;
};

/// The platforms, by id. One that is not there has no traits of its own.
class Platforms {
 public:
  Platforms() = default;
  explicit Platforms(std::map<std::string, PlatformTraits, std::less<>> traits) : traits_(std::move(traits)) {}

  [[nodiscard]] const PlatformTraits& of(std::string_view platform) const;
  [[nodiscard]] bool is_manager(std::string_view platform) const { return of(platform).manager; }
  /// Whether a stay of that platform's feeds may be of the reservation. An empty issuer may be any.
  [[nodiscard]] bool may_hold(std::string_view feed_platform, std::string_view issuer) const;
  /// Whose reservation a mail is about: its platform, or the channel that a channel manager's mail names; the manager
  /// itself if that is a direct booking; empty if nothing says so.
  [[nodiscard]] std::string issuer_of(const Extraction& facts) const;
  /// Whether two codes are of one kind, so that their difference says something: "HMAAAAAAA1" and "HMBBBBBBB2".
  [[nodiscard]] bool same_kind_of_code(std::string_view a, std::string_view b) const;

  friend bool operator==(const Platforms&, const Platforms&) = default;

 private:
  std::map<std::string, PlatformTraits, std::less<>> traits_;
};

/// Those of the platforms that ship.
[[nodiscard]] Platforms default_platforms();

}  // namespace connections::match
