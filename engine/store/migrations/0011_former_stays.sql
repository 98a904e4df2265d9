-- Which days of a feed a stay has left, and when. A mail that is read late may be about the stay that was there, not about
-- the one that is there now: days alone then tell nothing.
CREATE TABLE former_stays (
  workspace_id uuid NOT NULL,
  feed_id uuid NOT NULL,
  booking_id uuid,                       -- the stay that left; NULL once its row may hold another guest's stay
  check_in date NOT NULL,
  check_out date NOT NULL,
  left_at timestamptz NOT NULL,          -- the refresh that no longer showed it on these days
  FOREIGN KEY (workspace_id, feed_id) REFERENCES calendar_feeds (workspace_id, id)
);
CREATE INDEX former_stays_by_days ON former_stays (workspace_id, check_in, check_out);
CREATE INDEX former_stays_by_booking ON former_stays (workspace_id, booking_id) WHERE booking_id IS NOT NULL;
ALTER TABLE former_stays ENABLE ROW LEVEL SECURITY;
ALTER TABLE former_stays FORCE ROW LEVEL SECURITY;
CREATE POLICY own_workspace ON former_stays
  USING (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid)
  WITH CHECK (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON former_stays TO connections_calendar;
GRANT SELECT ON former_stays TO connections_app;

-- What was cancelled before this table: when its row was written last.
ALTER TABLE former_stays NO FORCE ROW LEVEL SECURITY;
ALTER TABLE bookings NO FORCE ROW LEVEL SECURITY;
INSERT INTO former_stays (workspace_id, feed_id, booking_id, check_in, check_out, left_at)
  SELECT workspace_id, source_feed_id, id, check_in, check_out, updated_at FROM bookings
  WHERE state = 'cancelled' AND NOT block;
ALTER TABLE former_stays FORCE ROW LEVEL SECURITY;
ALTER TABLE bookings FORCE ROW LEVEL SECURITY;
