-- What a person says of a mail. A stay that was rejected for a mail is never proposed for it again; a mail that a person
-- vouched for counts as authenticated, whatever reads it anew.
ALTER TABLE enrichment_review_items DROP CONSTRAINT enrichment_review_items_status_check;
ALTER TABLE enrichment_review_items
  ADD CONSTRAINT enrichment_review_items_status_check CHECK (status IN ('open', 'resolved', 'dismissed', 'rejected')),
  ADD COLUMN rejected json NOT NULL DEFAULT '[]';   -- ids of bookings
ALTER TABLE reservation_facts ADD COLUMN vouched boolean NOT NULL DEFAULT false;

-- Decisions are also taken outside the sync of a connection: after an import, after what a person did, after a re-read.
-- Such a run belongs to the workspace; `undo --run` finds its changes as it finds those of a sync.
ALTER TABLE sync_runs ALTER COLUMN connection_id DROP NOT NULL;
ALTER TABLE sync_runs ADD COLUMN kind text NOT NULL DEFAULT 'sync' CHECK (kind IN ('sync', 'solve', 'reread'));

-- The zone that the last refresh turned times into days with: whose day "today" is.
ALTER TABLE calendar_feeds ADD COLUMN zone_in_force text NOT NULL DEFAULT '';
