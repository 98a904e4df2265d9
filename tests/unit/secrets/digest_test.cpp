#include "secrets/digest.h"

namespace connections::secrets {
namespace {

// FIPS 180-2, appendix B, and the digest of the empty message.
TEST(Digest, AgreesWithThePublishedVectors) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Digest, InPiecesIsTheDigestOfTheWhole) {
  Sha256 digest;
  digest.add("a");
  digest.add("");
  digest.add(std::string_view("bc"));
  EXPECT_EQ(digest.hex(), sha256_hex("abc"));
}

TEST(Digest, CountsBytesAfterAZeroByte) {
  EXPECT_NE(sha256_hex(std::string_view("a\0b", 3)), sha256_hex(std::string_view("a\0c", 3)));
}

}  // namespace
}  // namespace connections::secrets
