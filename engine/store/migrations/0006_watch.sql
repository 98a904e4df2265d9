-- Mailboxes that Gmail watches for us (users.watch): until when, and whose they are. A notice names the mailbox only, so
-- the owner may look up which connections of which workspaces read it.
CREATE TABLE gmail_watches (
  workspace_id uuid NOT NULL,
  connection_id uuid NOT NULL,
  gmail_address text NOT NULL DEFAULT '',   -- lower case
  expires_at timestamptz,                   -- null: never granted yet
  tried_at timestamptz NOT NULL,
  error text NOT NULL DEFAULT '',           -- of the last try
  PRIMARY KEY (workspace_id, connection_id),
  FOREIGN KEY (workspace_id, connection_id) REFERENCES connections (workspace_id, id)
);
CREATE INDEX gmail_watches_by_address ON gmail_watches (gmail_address);

ALTER TABLE gmail_watches ENABLE ROW LEVEL SECURITY;
ALTER TABLE gmail_watches FORCE ROW LEVEL SECURITY;
CREATE POLICY own_workspace ON gmail_watches
  USING (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid)
  WITH CHECK (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);
DO $$
BEGIN
  EXECUTE format('CREATE POLICY owner_looks_up ON gmail_watches FOR SELECT TO %I USING (true)', current_user);
END
$$;
GRANT SELECT, INSERT, UPDATE, DELETE ON gmail_watches TO connections_app;
