#pragma once

#include <memory>

#include <cjose/cjose.h>

namespace connections::server {

/// cjose's objects are freed with the pointer.
struct CjoseRelease {
  void operator()(cjose_jws_t* one) const noexcept { cjose_jws_release(one); }
  void operator()(cjose_jwk_t* one) const noexcept { cjose_jwk_release(one); }
};
using JwsPtr = std::unique_ptr<cjose_jws_t, CjoseRelease>;
using JwkPtr = std::unique_ptr<cjose_jwk_t, CjoseRelease>;

}  // namespace connections::server
