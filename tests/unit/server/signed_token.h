#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>

#include <nlohmann/json.hpp>

#include "server/push/cjose_ptr.h"

namespace connections::server {

/// A key pair as Google might have it, made in the test.
class SigningKey {
 public:
  explicit SigningKey(std::string id, std::size_t bits = 2048) : id_(std::move(id)) {
    static constexpr std::uint8_t kExponent[]{1, 0, 1};
    key_.reset(cjose_jwk_create_RSA_random(bits, kExponent, sizeof kExponent, nullptr));
    cjose_jwk_set_kid(key_.get(), id_.data(), id_.size(), nullptr);
  }
  [[nodiscard]] const std::string& id() const { return id_; }
  [[nodiscard]] std::string public_json() const {
    char* text = cjose_jwk_to_json(key_.get(), false, nullptr);
    const std::string copy(text);
    std::free(text);
    return copy;
  }
  [[nodiscard]] std::string sign(const nlohmann::json& claims, const char* algorithm = "RS256") const {
    return sign_with(key_.get(), id_, claims.dump(), algorithm);
  }
  static std::string sign_with(const cjose_jwk_t* key, const std::string& id, const std::string& payload,
                               const char* algorithm) {
    cjose_header_t* header = cjose_header_new(nullptr);
    cjose_header_set(header, "alg", algorithm, nullptr);
    cjose_header_set(header, "kid", id.c_str(), nullptr);
    const JwsPtr jws(
        cjose_jws_sign(key, header, reinterpret_cast<const std::uint8_t*>(payload.data()), payload.size(), nullptr));
    cjose_header_release(header);
    const char* text = nullptr;
    return jws && cjose_jws_export(jws.get(), &text, nullptr) ? text : "";
  }

 private:
  std::string id_;
  JwkPtr key_;
};

/// One key for all tests of a process: making one takes a while.
inline const SigningKey& google_key() {
  static const SigningKey key("k1");
  return key;
}

}  // namespace connections::server
