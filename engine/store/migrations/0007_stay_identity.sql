-- What decides whether an event of a feed is a stay that is known: when the feed was last refreshed well, which listing
-- it is of, the zone its property lies in, and what its UIDs have been seen to do.
ALTER TABLE calendar_feeds RENAME COLUMN last_fetched_at TO last_refreshed_at;
ALTER TABLE calendar_feeds
  ADD COLUMN refreshes bigint NOT NULL DEFAULT 0,            -- good ones
  ADD COLUMN listing_ids jsonb NOT NULL DEFAULT '[]',        -- ids and names of the listing: from the address or a person
  ADD COLUMN time_zone text NOT NULL DEFAULT '',             -- of the property, "Europe/Paris"; empty: as the feed says
  ADD COLUMN uid_habit jsonb NOT NULL DEFAULT '{}';          -- counts, see model/uid_habit.h

-- What a booking lost when it stopped being the stay it was written for, what a person is asked about it, and the
-- booking of another feed that shows the same stay.
ALTER TABLE bookings
  ADD COLUMN withdrawn jsonb,
  ADD COLUMN question text NOT NULL DEFAULT '',
  ADD COLUMN twin_of uuid,
  ADD FOREIGN KEY (workspace_id, twin_of) REFERENCES bookings (workspace_id, id);
GRANT UPDATE (withdrawn, question) ON bookings TO connections_app;

-- A refresh that takes a name away, or gives it back, leaves its row of history too.
ALTER TABLE booking_changes DROP CONSTRAINT booking_changes_source_check;
ALTER TABLE booking_changes ADD CONSTRAINT booking_changes_source_check CHECK (source IN ('feed', 'mail', 'person'));
GRANT SELECT, INSERT ON booking_changes TO connections_calendar;
CREATE POLICY feeds_write_as_feeds ON booking_changes AS RESTRICTIVE FOR INSERT TO connections_calendar
  WITH CHECK (source = 'feed' AND message_id IS NULL);

-- A feed may take away what a mail or a person wrote, and give back exactly that; it never writes in their name.
CREATE FUNCTION bookings_written_by_calendar() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user <> 'connections_calendar' THEN
    RETURN NEW;
  END IF;
  IF NEW.guest_name_source IN ('mail', 'person') AND (TG_OP = 'INSERT'
      OR (NEW.guest_name, NEW.guest_name_source) IS DISTINCT FROM (OLD.guest_name, OLD.guest_name_source)
        AND (NEW.guest_name, NEW.guest_name_source) IS DISTINCT FROM
          (OLD.withdrawn->>'guest_name', OLD.withdrawn->>'guest_name_source')) THEN
    RAISE EXCEPTION 'a feed cannot write a guest name as %', NEW.guest_name_source USING ERRCODE = '42501';
  END IF;
  IF NEW.guest_count_source IN ('mail', 'person') AND (TG_OP = 'INSERT'
      OR (NEW.guest_count, NEW.guest_count_source) IS DISTINCT FROM (OLD.guest_count, OLD.guest_count_source)
        AND (NEW.guest_count::text, NEW.guest_count_source) IS DISTINCT FROM
          (OLD.withdrawn->>'guest_count', OLD.withdrawn->>'guest_count_source')) THEN
    RAISE EXCEPTION 'a feed cannot write a guest count as %', NEW.guest_count_source USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER bookings_written_by_calendar BEFORE INSERT OR UPDATE ON bookings
  FOR EACH ROW EXECUTE FUNCTION bookings_written_by_calendar();
