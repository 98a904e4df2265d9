-- A reservation is decided from all its mails together, again and again: what a decision needs of a mail beside its
-- facts is stored with them, so that the mail itself need not be read again.
ALTER TABLE reservation_facts
  ADD COLUMN authenticated boolean NOT NULL DEFAULT false,
  ADD COLUMN authentication text NOT NULL DEFAULT '',
  ADD COLUMN received_at timestamptz,              -- as the mail's border says
  ADD COLUMN issuer text NOT NULL DEFAULT '',      -- whose reservation it is: the platform, or a channel manager's channel
  ADD COLUMN listing text NOT NULL DEFAULT '',     -- id of the listing, else its name
  ADD COLUMN booking_id uuid,                      -- the booking that this mail named, while it does
  ADD FOREIGN KEY (workspace_id, booking_id) REFERENCES bookings (workspace_id, id);
CREATE INDEX reservation_facts_by_days ON reservation_facts (workspace_id, check_in, check_out);
CREATE INDEX reservation_facts_by_code ON reservation_facts (workspace_id, confirmation_code)
  WHERE confirmation_code IS NOT NULL;
CREATE INDEX reservation_facts_by_listing ON reservation_facts (workspace_id, issuer, listing) WHERE listing <> '';
CREATE INDEX reservation_facts_by_booking ON reservation_facts (workspace_id, booking_id) WHERE booking_id IS NOT NULL;

-- What a person closed stays closed; what the program closed may open again.
ALTER TABLE enrichment_review_items
  ADD COLUMN closed_by text NOT NULL DEFAULT '' CHECK (closed_by IN ('', 'person', 'program'));
UPDATE enrichment_review_items SET closed_by = 'person' WHERE status <> 'open';

-- Which run wrote a change, so that a run can be undone as a whole.
ALTER TABLE booking_changes ADD COLUMN run_id uuid;
CREATE INDEX booking_changes_by_run ON booking_changes (workspace_id, run_id, sequence) WHERE run_id IS NOT NULL;

-- Which property a listing is: learned from codes that mails and feeds share and from what a person accepts, or said
-- by a person.
CREATE TABLE listing_links (
  workspace_id uuid NOT NULL REFERENCES workspaces,
  platform text NOT NULL,                          -- issuer of the listing
  listing text NOT NULL CHECK (listing <> ''),     -- id or name, as mails give it
  property text NOT NULL,
  uses integer NOT NULL DEFAULT 0,
  origin text NOT NULL CHECK (origin IN ('code', 'review', 'person')),
  created_at timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, platform, listing, property)
);
ALTER TABLE listing_links ENABLE ROW LEVEL SECURITY;
ALTER TABLE listing_links FORCE ROW LEVEL SECURITY;
CREATE POLICY own_workspace ON listing_links
  USING (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid)
  WITH CHECK (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON listing_links TO connections_app;
