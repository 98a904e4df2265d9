// What anybody may post to the push route: any bytes are a notice or an error, and no bytes are a token of Google.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "server/push/id_token.h"
#include "server/push/push_notice.h"

using namespace connections;

namespace {

void demand(bool holds) {
  if (!holds) std::abort();
}

/// Somebody's public key, of a length that is sound; its private half is nowhere.
constexpr const char* kKey =
    R"({"kty":"RSA","kid":"k","e":"AQAB","n":")"
    "kgwhfj-02L9qH1Jvf-u_qHLBHGuNa1nkbx0qDPNseCbotU2_mixUm-A_4laZa01nkGVI46R-F6PuCZk_1l269JscY4"
    "-My9s1JTIR4ZuXM_LYW4mLHxCfKkUGes33VWd07wWbRh0qXsWCPToBdwfbIOV1odcPrncXEZ9j4aS1hDBGdLxyu95l"
    "jb8R5A9chFv-ROlXBIOTWr3JjxJzfz3bHca3wz-6PgEAm6rkKK1gMmJx5MHuol27nfGsiN97OoyEaYRy3q_cTVEyat"
    "SgcnKAWCfizajsjrGni5xPwteJRsxv_VgHnMjNnNv15zjSwUgUGWum1FA7X-Ar9cfDxkDbfQ"
    R"("})";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto notice = server::parse_push(bytes)) demand(!notice->address.empty() && notice->address.size() <= 320);
  const auto key = [](const std::string&) -> Result<std::string> { return kKey; };
  demand(!server::check_id_token(bytes, {.audience = "a", .service_account = "b"}, key, Instant{}));
  return 0;
}
