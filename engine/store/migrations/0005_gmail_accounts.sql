-- Whose mailbox a connection reads, and connections that were deleted: their mails are on the tape for good, so the
-- row stays, without tokens, and gives its name back.
ALTER TABLE connections
  ADD COLUMN gmail_address text NOT NULL DEFAULT '',
  ADD COLUMN deleted_at timestamptz;
ALTER TABLE connections DROP CONSTRAINT connections_workspace_id_name_key;
CREATE UNIQUE INDEX connections_live_name ON connections (workspace_id, name) WHERE deleted_at IS NULL;
