#include "secrets/webhook_signature.h"

#include <gtest/gtest.h>

namespace connections::secrets {
namespace {

/// The example of the standard itself (standard-webhooks.md, "Signature scheme").
TEST(WebhookSignature, IsThatOfTheStandardsExample) {
  EXPECT_EQ(webhook_signature("whsec_plJ3nmyCDGBKInavdOK15jsl", "msg_loFOjxBNrRLzqYUf", 1731705121,
                              R"({"event_type":"ping","data":{"success":true}})"),
            "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=");
}

TEST(WebhookSignature, DependsOnSecretIdTimeAndBody) {
  const std::string secret = new_webhook_secret();
  EXPECT_TRUE(secret.starts_with("whsec_"));
  EXPECT_NE(secret, new_webhook_secret());
  const auto signed_once = webhook_signature(secret, "a", 1, "x");
  EXPECT_EQ(signed_once, webhook_signature(secret, "a", 1, "x"));
  EXPECT_NE(signed_once, webhook_signature(secret, "b", 1, "x"));
  EXPECT_NE(signed_once, webhook_signature(secret, "a", 2, "x"));
  EXPECT_NE(signed_once, webhook_signature(secret, "a", 1, "y"));
  EXPECT_NE(signed_once, webhook_signature(new_webhook_secret(), "a", 1, "x"));
}

TEST(WebhookSignature, ASecretOfAnotherFormSignsNothing) {
  for (const char* wrong : {"", "whsec_*", "plJ3nmyCDGBKInavdOK15jsl", "whsec_plJ3nmyCDGBKInavdOK15js"})
    EXPECT_FALSE(webhook_signature(wrong, "a", 1, "x")) << wrong;
}

}  // namespace
}  // namespace connections::secrets
