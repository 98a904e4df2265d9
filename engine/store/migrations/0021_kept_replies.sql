-- The reply to a request that a client may send again (Idempotency-Key), so that it is done once. The reply is sealed outside
-- the database: a new API key is shown in one.
CREATE TABLE kept_replies (
  workspace_id uuid NOT NULL,
  api_key_id uuid NOT NULL,
  key_hash text NOT NULL,
  request_hash text NOT NULL,
  began_at timestamptz NOT NULL,
  reply text,                               -- sealed; null: the request is being answered
  PRIMARY KEY (workspace_id, api_key_id, key_hash),
  FOREIGN KEY (workspace_id, api_key_id) REFERENCES api_keys (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX kept_replies_by_age ON kept_replies (workspace_id, began_at);

ALTER TABLE kept_replies ENABLE ROW LEVEL SECURITY;
ALTER TABLE kept_replies FORCE ROW LEVEL SECURITY;
CREATE POLICY own_workspace ON kept_replies USING (workspace_id = (SELECT own_workspace_id()))
  WITH CHECK (workspace_id = (SELECT own_workspace_id()));
GRANT SELECT, INSERT, UPDATE, DELETE ON kept_replies TO connections_app;
