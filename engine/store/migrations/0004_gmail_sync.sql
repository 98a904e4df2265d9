-- What a run of a Gmail label leaves for the next: when the label was looked up and when it was listed as a whole.
ALTER TABLE connections
  ADD COLUMN label_checked_at timestamptz,
  ADD COLUMN listed_at timestamptz;

-- How often in a row the mailbox said that it has no such mail, and since when it counts as gone: still shown, but no
-- longer asked for.
ALTER TABLE fetch_failures
  ADD COLUMN absent integer NOT NULL DEFAULT 0,
  ADD COLUMN gone_at timestamptz;
