-- Feeds are read by the program itself, on their own schedule. The address of a feed is a secret (whoever has it can read
-- the calendar): it is sealed outside the database, found again by its digest, and shown masked.
ALTER TABLE calendar_feeds
  ADD COLUMN url_hash text,
  ADD COLUMN shown_url text NOT NULL DEFAULT '',
  ADD COLUMN checked_at timestamptz,                     -- last successful look, also where nothing had changed
  ADD COLUMN failures integer NOT NULL DEFAULT 0,        -- in a row
  ADD COLUMN last_change json NOT NULL DEFAULT 'null',   -- what the last refresh that changed something did
  ADD COLUMN changed_at timestamptz;
ALTER TABLE calendar_feeds NO FORCE ROW LEVEL SECURITY;
UPDATE calendar_feeds SET url_hash = encode(sha256(convert_to(url, 'UTF8')), 'hex');
ALTER TABLE calendar_feeds FORCE ROW LEVEL SECURITY;
ALTER TABLE calendar_feeds ALTER COLUMN url_hash SET NOT NULL;
ALTER TABLE calendar_feeds DROP CONSTRAINT calendar_feeds_workspace_id_url_key;
CREATE UNIQUE INDEX calendar_feeds_by_url ON calendar_feeds (workspace_id, url_hash);

-- Which feed is due when, over all workspaces; as sync_queue is for connections.
CREATE TABLE feed_queue (
  feed_id uuid NOT NULL PRIMARY KEY,
  workspace_id uuid NOT NULL,
  due_at timestamptz NOT NULL,
  taken_by text,
  taken_until timestamptz
);
CREATE INDEX feed_queue_due ON feed_queue (due_at);
