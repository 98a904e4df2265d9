#include "source/gmail/api/gmail_caller.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "net/url.h"

namespace connections::source {
namespace {

using std::chrono::milliseconds;

/// How long one wait lasts at most, so that a wish to stop is heard.
constexpr milliseconds kTick{500};

/// Google out of reach passes; a grant that is gone, a wrong client or a key file that does not open does not.
bool may_pass(const Error& error) { return error.code == Errc::kNetworkFailed || error.code == Errc::kSourceFailed; }

}  // namespace

GmailCaller::GmailCaller(GmailAccess access)
    : access_(std::move(access)),
      addresses_(net::is_loopback(access_.endpoints.api_url) ? net::AddressPolicy::kAllowPrivate
                                                             : net::AddressPolicy::kPublicOnly),
      flight_(addresses_),
      backoff_(access_.timing.jitter_seed) {
  access_.quota.in_flight = std::max<std::size_t>(1, access_.quota.in_flight);
  if (!access_.pacer) access_.pacer = std::make_shared<Pacer>(access_.quota.units_per_minute, access_.timing.now());
}

Result<void> GmailCaller::ask(Call call, bool* refused) {
  std::optional<ApiError> fault;
  std::optional<Call> only(std::move(call));
  const auto done = ask_all([&] { return std::exchange(only, std::nullopt); },
                            [&](const Call&, const ApiError& why) { fault = why; });
  if (refused != nullptr) *refused = fault && (fault->fault == Fault::kBadRequest || fault->fault == Fault::kNotFound);
  if (done && fault) return std::unexpected(fault->error);
  return done;
}

Result<void> GmailCaller::ask_all(const Next& next, const Failed& failed) {
  dead_in_a_row_ = 0;
  const auto ended = fly(next, failed);
  if (!jobs_.empty()) {  // ended early: drop what is under way
    jobs_.clear();
    flight_.emplace(addresses_);
  }
  return ended ? Result<void>() : std::unexpected(ended.error());
}

Result<GmailCaller::Course> GmailCaller::fly(const Next& next, const Failed& failed) {
  for (bool more = true;;) {
    while (more && jobs_.size() < access_.quota.in_flight) {
      auto call = next();
      more = call.has_value();
      if (more) jobs_.push_back({std::move(*call), access_.timing.now()});
    }
    if (jobs_.empty()) return Course::kGoOn;
    if (access_.stop())
      return fail(Errc::kInterrupted, "stopped on request", {}, "the next run goes on where this one ended");
    const auto wake = TRY(send_due(failed));
    for (net::Landed& landed : wait_until(wake)) {
      const auto course = settle(std::move(landed), failed);
      if (!course || *course == Course::kStop) return course;
    }
  }
}

/// Sends what is due and paid for; gives when the next will be.
Result<GmailCaller::Time> GmailCaller::send_due(const Failed& failed) {
  Time wake = Time::max();
  for (auto job = jobs_.begin(); job != jobs_.end();) {
    const auto here = job++;
    if (here->ticket != 0) continue;
    const Time now = access_.timing.now();
    const Time ready = here->due > now ? here->due : access_.pacer->take(here->call.units, now);
    if (ready > now) {
      wake = std::min(wake, ready);
    } else {
      wake = now;  // look again: it may have been put off
      TRY(send(here, failed));
    }
  }
  return wake;
}

Result<void> GmailCaller::send(Jobs::iterator job, const Failed& failed) {
  auto token = access_.tokens->token();
  if (!token) {
    if (!may_pass(token.error())) return std::unexpected(token.error());
    return put_off(job, {Fault::kTransient, token.error()}, failed);
  }
  job->token = std::move(*token);
  const auto ticket = TRY(flight_->start(request(*job)));
  job->ticket = ticket;
  return {};
}

net::Request GmailCaller::request(const Job& job) const {
  net::Request request;
  request.method = job.call.method;
  request.url = access_.endpoints.api_url + job.call.path;
  // Google packs answers only for clients whose name says that they understand it.
  request.headers = {
      {"Authorization", "Bearer " + job.token}, {"Accept", "application/json"}, {"User-Agent", "connections (gzip)"}};
  if (!job.call.body.empty()) request.headers.push_back({"Content-Type", "application/json"});
  request.body = job.call.body;
  request.total_timeout = access_.timing.answer_timeout;
  request.max_bytes = job.call.max_bytes;
  request.addresses = addresses_;
  request.allow_http = addresses_ == net::AddressPolicy::kAllowPrivate;
  request.max_redirects = 0;
  return request;
}

std::vector<net::Landed> GmailCaller::wait_until(Time wake) {
  const auto left = std::chrono::ceil<milliseconds>(wake - std::min(wake, access_.timing.now()));
  const milliseconds span = std::min(left, kTick);
  if (flight_->in_flight() > 0) return flight_->wait(span);
  if (span.count() > 0) access_.timing.sleep(span);
  return {};
}

Result<GmailCaller::Course> GmailCaller::settle(net::Landed&& landed, const Failed& failed) {
  const auto job =
      std::find_if(jobs_.begin(), jobs_.end(), [&](const Job& one) { return one.ticket == landed.ticket; });
  if (job == jobs_.end()) return Course::kGoOn;
  job->ticket = 0;
  std::optional<ApiError> fault;
  if (!landed.response) {
    fault = api_error(landed.response.error());
  } else if (landed.response->status < 200 || landed.response->status > 299) {
    fault = api_error(*landed.response);
  } else {
    const Taken taken = job->call.take(std::move(landed.response->body));
    if (taken == Taken::kStop) return Course::kStop;
    if (taken == Taken::kBroken) fault = broken_answer();
  }
  if (fault) {
    TRY(set_back(job, std::move(*fault), failed));
  } else {
    dead_in_a_row_ = 0;
    jobs_.erase(job);
  }
  return Course::kGoOn;
}

/// What becomes of a call that did not succeed. An error ends everything.
Result<void> GmailCaller::set_back(Jobs::iterator job, ApiError fault, const Failed& failed) {
  switch (fault.fault) {
    case Fault::kFatal:
      return std::unexpected(fault.error);
    case Fault::kNotFound:
    case Fault::kBadRequest:
      dead_in_a_row_ = 0;
      give_up(job, fault, failed);
      return {};
    case Fault::kUnauthorized: {
      const auto renewed = access_.tokens->renew(job->token);
      if (renewed) break;
      if (!may_pass(renewed.error())) return std::unexpected(renewed.error());
      fault = {Fault::kTransient, renewed.error()};
      break;
    }
    case Fault::kTransient:
    case Fault::kRateLimited:
      break;
  }
  return put_off(job, fault, failed);
}

/// Tries again later, unless it was tried often enough.
Result<void> GmailCaller::put_off(Jobs::iterator job, const ApiError& fault, const Failed& failed) {
  if (fault.wait && *fault.wait > kLongestWait)
    return fail(fault.error.code, fault.error.message, fault.error.where,
                fmt::format("Gmail asks to come back in {} minutes; the next run goes on where this one ended",
                            std::chrono::ceil<std::chrono::minutes>(*fault.wait).count()));
  if (++job->tries >= access_.timing.most_tries) {
    // A limit, and a token that is refused though new, concern every call.
    if (fault.fault != Fault::kTransient || ++dead_in_a_row_ >= kDeadInARow) return std::unexpected(fault.error);
    give_up(job, fault, failed);
    return {};
  }
  const bool at_once = fault.fault == Fault::kUnauthorized && job->tries == 1;
  const milliseconds wait =
      at_once ? milliseconds{0} : std::max(backoff_.after(job->tries), fault.wait.value_or(kFirstWait));
  job->due = access_.timing.now() + wait;
  if (fault.fault == Fault::kRateLimited) access_.pacer->hold_until(job->due);
  return {};
}

void GmailCaller::give_up(Jobs::iterator job, const ApiError& fault, const Failed& failed) {
  const Job over = std::move(*job);
  jobs_.erase(job);
  failed(over.call, fault);
}

std::function<Taken(std::string&&)> taking_json(std::function<bool(nlohmann::json&)> read) {
  return [read = std::move(read)](std::string&& body) {
    nlohmann::json answer = nlohmann::json::parse(body, nullptr, false);
    return answer.is_object() && read(answer) ? Taken::kYes : Taken::kBroken;
  };
}

}  // namespace connections::source
