#include "server/push/id_token.h"

#include <nlohmann/json.hpp>

#include "secrets/base64url.h"
#include "server/push/cjose_ptr.h"

namespace connections::server {
namespace {

using nlohmann::json;

std::unexpected<Error> bad(const char* why) { return fail(Errc::kInvalidArgument, why); }

/// Three pieces of base64url. cjose aborts the process on a piece of an impossible length, so each
/// piece is decoded here first.
bool is_compact(std::string_view token) {
  int pieces = 1;
  for (std::size_t dot = token.find('.'); dot != std::string_view::npos; dot = token.find('.')) {
    if (token.substr(0, dot).contains('=') || !secrets::from_base64url(token.substr(0, dot))) return false;
    token.remove_prefix(dot + 1);
    ++pieces;
  }
  return pieces == 3 && !token.contains('=') && secrets::from_base64url(token);
}

/// The public RSA key of a JWK, rebuilt from n and e for the same reason; null if it is not an RSA key.
JwkPtr public_key(const std::string& jwk) {
  const json key = json::parse(jwk, nullptr, false);
  json sound{{"kty", "RSA"}};
  for (const char* number : {"n", "e"}) {
    const auto found = key.is_object() ? key.find(number) : key.end();
    if (found == key.end() || !found->is_string() || !secrets::from_base64url(found->get_ref<const std::string&>()))
      return nullptr;
    sound[number] = *found;
  }
  if (key.value("kty", json()) != "RSA") return nullptr;
  const std::string text = sound.dump();
  return JwkPtr(cjose_jwk_import(text.data(), text.size(), nullptr));
}

std::string header_word(cjose_jws_t* jws, const char* name) {
  const char* word = cjose_header_get(cjose_jws_get_protected(jws), name, nullptr);
  return word != nullptr ? word : "";
}

/// The signed claims. The algorithm is fixed, never taken from the token: "none" and HS256 are refused.
Result<json> signed_claims(std::string_view token, const KeyLookup& key) {
  if (token.empty() || token.size() > kMaxTokenBytes) return bad("the token is missing or too long");
  if (!is_compact(token)) return bad("the token is not a signed JWT");
  const JwsPtr jws(cjose_jws_import(token.data(), token.size(), nullptr));
  if (!jws) return bad("the token is not a signed JWT");
  if (header_word(jws.get(), CJOSE_HDR_ALG) != CJOSE_HDR_ALG_RS256) return bad("the token is not signed with RS256");
  const auto found = key(header_word(jws.get(), CJOSE_HDR_KID));
  if (!found && found.error().code == Errc::kNotFound) return bad("the token is signed with an unknown key");
  if (!found) return std::unexpected(found.error());
  const JwkPtr jwk = public_key(*found);
  if (!jwk || cjose_jwk_get_keysize(jwk.get(), nullptr) < kMinKeyBits)
    return bad("the signing key is not an RSA key of at least 2048 bits");
  if (!cjose_jws_verify(jws.get(), jwk.get(), nullptr)) return bad("invalid signature");
  std::uint8_t* bytes = nullptr;
  std::size_t size = 0;
  if (!cjose_jws_get_plaintext(jws.get(), &bytes, &size, nullptr)) return bad("the token has no payload");
  json claims = json::parse(bytes, bytes + size, nullptr, false);  // the bytes stay cjose's
  if (!claims.is_object()) return bad("the payload is not a JSON object");
  return claims;
}

std::string text(const json& claims, const char* key) {
  const auto found = claims.find(key);
  return found != claims.end() && found->is_string() ? found->get<std::string>() : "";
}

/// Seconds since 1970, within a range that cannot overflow.
std::optional<Instant> time(const json& claims, const char* key) {
  constexpr double kMost = 1e11;
  const auto found = claims.find(key);
  if (found == claims.end() || !found->is_number()) return std::nullopt;
  const double value = found->get<double>();
  if (!(value >= 0 && value <= kMost)) return std::nullopt;
  return Instant{std::chrono::seconds{static_cast<std::int64_t>(value)}};
}

Result<void> check_times(const json& claims, Instant now) {
  const auto expires = time(claims, "exp");
  const auto issued = time(claims, "iat");
  if (!expires || !issued) return bad("the token has no valid iat and exp");
  if (*expires + kClockSkew <= now) return bad("the token has expired");
  if (*issued - kClockSkew > now) return bad("the token was issued in the future");
  return {};
}

Result<void> check_identity(const json& claims, const IdTokenPolicy& policy) {
  const std::string issuer = text(claims, "iss");
  if (issuer != "https://accounts.google.com" && issuer != "accounts.google.com")
    return fail(Errc::kForbidden, "the token was not issued by Google");
  if (policy.audience.empty() || text(claims, "aud") != policy.audience)
    return fail(Errc::kForbidden, "the token has a different audience");
  const auto verified = claims.find("email_verified");
  const bool sure = verified != claims.end() && verified->is_boolean() && verified->get<bool>();
  if (policy.service_account.empty() || !sure || text(claims, "email") != policy.service_account)
    return fail(Errc::kForbidden, "the token belongs to another account");
  return {};
}

}  // namespace

Result<void> check_id_token(std::string_view token, const IdTokenPolicy& policy, const KeyLookup& key, Instant now) {
  const auto claims = TRY(signed_claims(token, key));
  TRY(check_times(claims, now));
  return check_identity(claims, policy);
}

}  // namespace connections::server
