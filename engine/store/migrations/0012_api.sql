-- What the holder of an API key may do. Keys made before roles could do everything there was.
ALTER TABLE api_keys ADD COLUMN role text NOT NULL DEFAULT 'owner' CHECK (role IN ('reader', 'operator', 'owner'));
ALTER TABLE api_keys ALTER COLUMN role DROP DEFAULT;

-- The key on whose behalf a browser was sent to Google; null: a person in a terminal.
ALTER TABLE oauth_attempts ADD COLUMN api_key_id uuid;

-- Pages of bookings.
CREATE INDEX bookings_by_page ON bookings (workspace_id, check_in, id);
