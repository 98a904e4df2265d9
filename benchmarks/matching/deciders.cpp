#include "matching/deciders.h"

#include <algorithm>
#include <set>

#include "match/assignment.h"
#include "match/case.h"

namespace connections::match_bench {
namespace {

using match::StoryMail;

/// What every decider may use: a confirmation that the platform vouches for.
bool may_write(const StoryMail& mail) {
  return mail.open && mail.authenticated && mail.facts.kind == MailKind::kConfirmed &&
         mail.facts.may == Permission::kEnrich;
}

bool is_free(const Booking& booking) {
  return !booking.block && booking.state != BookingState::kCancelled && !booking.guest_name;
}

/// Mail by mail, in the order of their dates: the bookings that fit, of which `choose` takes one.
template <class Fits>
std::vector<Action> one_by_one(const Snapshot& now, bool code, bool date, Fits is_enough) {
  std::vector<Action> actions;
  std::set<BookingId> taken;
  for (const StoryMail& mail : now.input.mails) {
    if (!may_write(mail)) continue;
    std::vector<const Booking*> by_code, by_date;
    for (const Booking& one : now.input.bookings) {
      if (!is_free(one) || taken.contains(one.id)) continue;
      if (one.code && one.code == mail.facts.accepted<std::string>(Field::kConfirmationCode)) by_code.push_back(&one);
      if (one.check_in == mail.facts.accepted<Date>(Field::kCheckIn) &&
          one.check_out == mail.facts.accepted<Date>(Field::kCheckOut))
        by_date.push_back(&one);
    }
    const auto& found = code && !by_code.empty() ? by_code : by_date;
    const bool usable = &found == &by_code || date;
    if (usable && is_enough(found.size())) {
      actions.push_back({mail.id, Action::What::kWrite, found.front()->id});
      taken.insert(found.front()->id);
    } else {
      actions.push_back({mail.id, Action::What::kReview, {}});
    }
  }
  return actions;
}

/// Reservations and edges with the product's own weights and vetoes; only the decision differs.
struct Graph {
  std::vector<match::Reservation> reservations;
  std::vector<match::Edge> edges;
};

Graph graph_of(const Snapshot& now) {
  std::vector<const StoryMail*> mails;
  for (const StoryMail& one : now.input.mails) mails.push_back(&one);
  Graph graph{match::reservations_of(mails, now.policy.platforms), {}};
  const match::Listings listings(now.input.feeds, now.input.links, now.input.seen, now.policy.platforms);
  const match::BookingIndex index(now.input.bookings);
  for (std::size_t row = 0; row < graph.reservations.size(); ++row) {
    const match::Reservation& one = graph.reservations[row];
    if (one.speaker == nullptr || !may_write(*one.speaker) || one.state != match::ReservationState::kConfirmed)
      continue;
    for (const match::Weighed& stay : match::weigh(one, index, listings, now.policy.common).stays)
      if (!stay.vetoed() && is_free(*stay.booking)) graph.edges.push_back({row, stay.position, stay.score});
  }
  return graph;
}

std::vector<Action> reviews_of(const Graph& graph, const std::vector<std::optional<std::size_t>>& got,
                               const Snapshot& now) {
  std::vector<Action> actions;
  for (std::size_t row = 0; row < graph.reservations.size(); ++row) {
    const match::Reservation& one = graph.reservations[row];
    for (const StoryMail* mail : one.mails) {
      if (!mail->open) continue;
      const bool speaks = mail == one.speaker;
      if (one.state == match::ReservationState::kCancelled || (one.speaker != nullptr && !speaks))
        actions.push_back({mail->id, Action::What::kClose, {}});
      else if (speaks && got[row])
        actions.push_back({mail->id, Action::What::kWrite, now.input.bookings[*got[row]].id});
      else
        actions.push_back({mail->id, Action::What::kReview, {}});
    }
  }
  return actions;
}

std::vector<Action> greedy(const Snapshot& now) {
  Graph graph = graph_of(now);
  std::stable_sort(graph.edges.begin(), graph.edges.end(),
                   [](const match::Edge& a, const match::Edge& b) { return a.score > b.score; });
  std::vector<std::optional<std::size_t>> got(graph.reservations.size());
  std::set<std::size_t> taken;
  for (const match::Edge& edge : graph.edges)
    if (edge.score >= now.policy.common.update_at() && !got[edge.row] && taken.insert(edge.column).second)
      got[edge.row] = edge.column;
  return reviews_of(graph, got, now);
}

std::vector<Action> regret_only(const Snapshot& now) {
  const Graph graph = graph_of(now);
  std::vector<std::optional<std::size_t>> got(graph.reservations.size());
  const auto assigned = match::assign(graph.reservations.size(), now.input.bookings.size(), graph.edges,
                                      now.policy.common.review_at, now.policy.component_limit);
  for (std::size_t row = 0; row < assigned.size(); ++row)
    if (assigned[row] && assigned[row]->regret >= now.policy.common.update_at()) got[row] = assigned[row]->column;
  return reviews_of(graph, got, now);
}

std::vector<Action> by_product(const Snapshot& now) {
  std::vector<Action> actions;
  for (const match::Outcome& one : match::solve(now.input, now.policy)) {
    if (one.take_back) actions.push_back({one.mail, Action::What::kTakeBack, one.take_back->booking});
    switch (one.decision.verdict) {
      case Verdict::kUpdate:
        actions.push_back({one.mail, Action::What::kWrite, one.decision.booking});
        break;
      case Verdict::kReview:
        actions.push_back({one.mail, Action::What::kReview, {}});
        break;
      case Verdict::kWait:
        actions.push_back({one.mail, Action::What::kWait, {}});
        break;
      case Verdict::kIgnore:
        actions.push_back({one.mail, Action::What::kClose, {}});
        break;
    }
  }
  return actions;
}

}  // namespace

Decider product() { return {"min(posterior, regret) with proofs", by_product}; }

std::vector<Decider> baselines() {
  const auto any = [](std::size_t found) { return found > 0; };
  const auto one = [](std::size_t found) { return found == 1; };
  return {{"first best: code, then date", [=](const Snapshot& now) { return one_by_one(now, true, true, any); }},
          {"code only", [=](const Snapshot& now) { return one_by_one(now, true, false, one); }},
          {"single candidate", [=](const Snapshot& now) { return one_by_one(now, true, true, one); }},
          {"greedy by score", greedy},
          {"regret only", regret_only}};
}

}  // namespace connections::match_bench
