#include "account/keys_rotation.h"

#include "store/access/token_store.h"
#include "unit/store/fixture.h"

namespace connections::account {
namespace {

using secrets::Purpose;
using store::must;

class KeysRotation : public store::StoreTest {
 protected:
  [[nodiscard]] secrets::SecretPlace place(const ConnectionId& id, Purpose purpose) const {
    return {workspace, id, purpose};
  }
  void give_tokens(const ConnectionId& id, secrets::Vault& sealer) {
    store::SealedTokens tokens{.refresh_token = must(sealer.seal("refresh", place(id, Purpose::kRefreshToken), now)),
                               .gmail_access_token = must(sealer.seal("access", place(id, Purpose::kAccessToken), now)),
                               .access_expires_at = now,
                               .key_id = {},
                               .born_at = now};
    tokens.key_id = secrets::key_id_of(tokens.refresh_token);
    must(app([&](store::Transaction& t) { return store::save_tokens(t, id, tokens); }));
  }
  store::SealedTokens tokens(const ConnectionId& id) {
    return *must(app([&](store::Transaction& t) { return store::load_tokens(t, id); }));
  }
  Rotation rotate() {
    return must(rotate_master_key(db, vault, now, [](std::size_t, std::size_t) {}));
  }

  Instant now = store::kNow;
  test::TempFolder folder;
  secrets::Vault vault{folder.path() / "keys" / "master.keys"};
  ConnectionId second = make_connection(workspace, "Vrbo mail");
};

TEST_F(KeysRotation, SealsEveryTokenWithTheNewKey) {
  give_tokens(connection, vault);
  give_tokens(second, vault);
  const std::string old = tokens(connection).key_id;
  const Rotation done = rotate();
  EXPECT_EQ(done.resealed, 2U);
  EXPECT_EQ(done.unreadable, 0U);
  EXPECT_FALSE(done.resumed);
  EXPECT_NE(done.key_id, old);
  EXPECT_EQ(must(tokens_by_key(db)), (std::map<std::string, std::size_t>{{done.key_id, 2}}));
  EXPECT_EQ(must(vault.open(tokens(second).refresh_token, place(second, Purpose::kRefreshToken))), "refresh");
  EXPECT_EQ(must(vault.open(tokens(second).gmail_access_token, place(second, Purpose::kAccessToken))), "access");
}

TEST_F(KeysRotation, ResumesWithTheKeyOfAnInterruptedRotation) {
  give_tokens(connection, vault);
  const std::string newest = must(vault.rotate(now)).newest().id();
  give_tokens(second, vault);
  const Rotation done = rotate();
  EXPECT_TRUE(done.resumed);
  EXPECT_EQ(done.key_id, newest);
  EXPECT_EQ(done.resealed, 1U);
  EXPECT_EQ(done.already, 1U);
}

TEST_F(KeysRotation, CountsTokensThatCannotBeOpened) {
  secrets::Vault lost{folder.path() / "lost" / "master.keys"};
  give_tokens(connection, lost);
  give_tokens(second, vault);
  const Rotation done = rotate();
  EXPECT_EQ(done.unreadable, 1U);
  EXPECT_EQ(done.resealed, 1U);
}

}  // namespace
}  // namespace connections::account
