#include "source/gmail/api/gmail_caller.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "net/url.h"

namespace connections::source {
namespace {

using std::chrono::milliseconds;

/// The longest single wait, so that a stop request is noticed.
constexpr milliseconds kTick{500};

/// An unreachable Google is transient; a revoked grant, a wrong client or an unreadable key file is not.
bool is_transient(const Error& error) {
  return error.code == Errc::kNetworkFailed || error.code == Errc::kSourceFailed;
}

}  // namespace

GmailCaller::GmailCaller(GmailAccess access)
    : access_(std::move(access)),
      addresses_(net::is_loopback(access_.endpoints.api_url) ? net::AddressPolicy::kAllowPrivate
                                                             : net::AddressPolicy::kPublicOnly),
      multi_(addresses_),
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
  failures_in_a_row_ = 0;
  const auto ended = run(next, failed);
  if (!jobs_.empty()) {  // ended early: drop what is in progress
    jobs_.clear();
    multi_.emplace(addresses_);
  }
  return ended ? Result<void>() : std::unexpected(ended.error());
}

Result<GmailCaller::Progress> GmailCaller::run(const Next& next, const Failed& failed) {
  for (bool more = true;;) {
    while (more && jobs_.size() < access_.quota.in_flight) {
      auto call = next();
      more = call.has_value();
      if (more) jobs_.push_back({std::move(*call), access_.timing.now()});
    }
    if (jobs_.empty()) return Progress::kContinue;
    if (access_.stop())
      return fail(Errc::kInterrupted, "stopped on request", {}, "the next run goes on where this one ended");
    const auto wake = TRY(send_due(failed));
    for (net::Completion& completion : wait_until(wake)) {
      const auto progress = on_completion(std::move(completion), failed);
      if (!progress || *progress == Progress::kStop) return progress;
    }
  }
}

/// Sends what is due and within the quota; returns when the next one will be.
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
      wake = now;  // check again: it may have been delayed
      TRY(send(here, failed));
    }
  }
  return wake;
}

Result<void> GmailCaller::send(Jobs::iterator job, const Failed& failed) {
  auto token = access_.tokens->token();
  if (!token) {
    if (!is_transient(token.error())) return std::unexpected(token.error());
    return retry_later(job, {Fault::kTransient, token.error()}, failed);
  }
  job->token = std::move(*token);
  const auto ticket = TRY(multi_->start(request(*job)));
  job->ticket = ticket;
  return {};
}

net::Request GmailCaller::request(const Job& job) const {
  net::Request request;
  request.method = job.call.method;
  request.url = access_.endpoints.api_url + job.call.path;
  // Google compresses responses only if the user agent contains "gzip".
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

std::vector<net::Completion> GmailCaller::wait_until(Time wake) {
  const auto left = std::chrono::ceil<milliseconds>(wake - std::min(wake, access_.timing.now()));
  const milliseconds span = std::min(left, kTick);
  if (multi_->in_flight() > 0) return multi_->wait(span);
  if (span.count() > 0) access_.timing.sleep(span);
  return {};
}

Result<GmailCaller::Progress> GmailCaller::on_completion(net::Completion&& completion, const Failed& failed) {
  const auto job =
      std::find_if(jobs_.begin(), jobs_.end(), [&](const Job& one) { return one.ticket == completion.ticket; });
  if (job == jobs_.end()) return Progress::kContinue;
  job->ticket = 0;
  std::optional<ApiError> fault;
  if (!completion.response) {
    fault = api_error(completion.response.error());
  } else if (completion.response->status < 200 || completion.response->status > 299) {
    fault = api_error(*completion.response);
  } else {
    const Outcome outcome = job->call.on_body(std::move(completion.response->body));
    if (outcome == Outcome::kStop) return Progress::kStop;
    if (outcome == Outcome::kMalformed) fault = malformed_answer();
  }
  if (fault) {
    TRY(on_fault(job, std::move(*fault), failed));
  } else {
    failures_in_a_row_ = 0;
    jobs_.erase(job);
  }
  return Progress::kContinue;
}

/// Handles a failed call. An error ends everything.
Result<void> GmailCaller::on_fault(Jobs::iterator job, ApiError fault, const Failed& failed) {
  switch (fault.fault) {
    case Fault::kFatal:
      return std::unexpected(fault.error);
    case Fault::kNotFound:
    case Fault::kBadRequest:
      failures_in_a_row_ = 0;
      give_up(job, fault, failed);
      return {};
    case Fault::kUnauthorized: {
      const auto renewed = access_.tokens->renew(job->token);
      if (renewed) break;
      if (!is_transient(renewed.error())) return std::unexpected(renewed.error());
      fault = {Fault::kTransient, renewed.error()};
      break;
    }
    case Fault::kTransient:
    case Fault::kRateLimited:
      break;
  }
  return retry_later(job, fault, failed);
}

/// Schedules a retry, unless all tries are used.
Result<void> GmailCaller::retry_later(Jobs::iterator job, const ApiError& fault, const Failed& failed) {
  if (fault.wait && *fault.wait > kMaxRequestedWait)
    return fail(fault.error.code, fault.error.message, fault.error.where,
                fmt::format("Gmail asks to come back in {} minutes; the next run goes on where this one ended",
                            std::chrono::ceil<std::chrono::minutes>(*fault.wait).count()));
  if (++job->tries >= access_.timing.max_tries) {
    // A limit, and a token that is refused though new, concern every call.
    if (fault.fault != Fault::kTransient || ++failures_in_a_row_ >= kMaxFailuresInARow)
      return std::unexpected(fault.error);
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

std::function<Outcome(std::string&&)> json_handler(std::function<bool(nlohmann::json&)> read) {
  return [read = std::move(read)](std::string&& body) {
    nlohmann::json answer = nlohmann::json::parse(body, nullptr, false);
    return answer.is_object() && read(answer) ? Outcome::kAccepted : Outcome::kMalformed;
  };
}

}  // namespace connections::source
