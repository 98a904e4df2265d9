#pragma once

#include <deque>
#include <map>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "match/case.h"
#include "match/solve.h"

namespace connections::match {

/// A workspace that is solved once and kept, so that a new mail costs only what it touches: the reservations of its
/// days and those that compete with them, directly or through others. What the input points at must outlive it. For
/// one thread.
class Workspace {
 public:
  Workspace(const SolveInput& input, Policy policy);
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  /// Decides everything; see solve().
  [[nodiscard]] std::vector<Outcome> solve();
  /// Takes a mail in and decides what it touches: the outcomes that solve() would give, without those that cannot have
  /// changed; the candidates shown with a mail that is still for a person may be those of before. After solve().
  [[nodiscard]] std::vector<Outcome> add(StoryMail mail);

 private:
  using Row = std::size_t;  ///< index into cases_
  void build_listings();
  void add_cases(std::span<const StoryMail* const> mails);
  void note_held(const Reservation& reservation);
  void add_case(Reservation reservation);
  void find_named(Case& one) const;
  void remove(Row row);
  [[nodiscard]] std::set<Row> rows_of_days(const StoryMail& mail) const;
  [[nodiscard]] std::set<Row> connected(const std::set<Row>& rows) const;
  void assign_stays(const std::set<Row>& rows);
  [[nodiscard]] bool was_replaced(const Case& one) const;
  [[nodiscard]] bool is_explained(const FormerStay& former, const Case& except) const;
  [[nodiscard]] double claim(const Case& one, const Weighed& stay) const;
  void contest(const std::vector<std::pair<Row, const Weighed*>>& claims);
  [[nodiscard]] bool connects(const Case& one, const Weighed& stay) const;
  [[nodiscard]] std::vector<Outcome> conclude(const std::set<Row>& rows);
  void conclude(Case& one, std::vector<Outcome>& outcomes) const;
  [[nodiscard]] std::optional<TakeBack> take_back(const Case& one) const;

  SolveInput input_;
  Policy policy_;
  double floor_;                   ///< of the arrangement: the least bits at which any platform has a candidate
  std::vector<SeenListing> seen_;  ///< the input's, and those of added mails
  std::set<std::pair<std::string, std::string>> known_;  ///< the same, by platform and listing
  std::deque<StoryMail> added_;
  std::optional<Listings> listings_;
  BookingIndex index_;
  std::map<BookingId, std::string> held_;  ///< stays that a person gave to a guest, who is no other reservation's
  std::multimap<std::tuple<FeedId, Date, Date>, const FormerStay*> former_;  ///< by feed and days
  std::map<Row, Case> cases_;
  Row next_row_ = 0;
  std::unordered_map<std::size_t, std::vector<Row>> rows_of_stay_;  ///< by position: reservations that it connects
  std::map<Date, std::set<Row>> by_arrival_;                        ///< by every check-in that a mail gives
  std::map<std::pair<std::string, std::string>, Row> by_code_;
};

}  // namespace connections::match
