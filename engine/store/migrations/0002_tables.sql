-- workspace_id comes first in every table and leads every key, so that the same schema can be sharded by it.
-- json rather than jsonb where nobody queries inside; lz4 for the columns that hold whole mails.

CREATE TABLE workspaces (
  workspace_id uuid NOT NULL PRIMARY KEY DEFAULT gen_random_uuid(),
  name text NOT NULL CHECK (name <> ''),
  created_at timestamptz NOT NULL
);

CREATE TABLE api_keys (
  workspace_id uuid NOT NULL REFERENCES workspaces,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  name text NOT NULL,
  key_hash text NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz,
  revoked_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, key_hash)
);
CREATE INDEX api_keys_by_hash ON api_keys (key_hash);

CREATE TABLE connections (
  workspace_id uuid NOT NULL REFERENCES workspaces,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  platform text NOT NULL CHECK (platform <> ''),
  name text NOT NULL CHECK (name <> ''),
  reservation_label text NOT NULL DEFAULT '',
  gmail_label_id text NOT NULL DEFAULT '',
  source_kind text NOT NULL CHECK (source_kind IN ('gmail', 'folder')),
  folder_path text NOT NULL DEFAULT '',
  gmail_status text NOT NULL DEFAULT 'pending' CHECK (gmail_status IN ('pending', 'connected', 'error')),
  gmail_error text NOT NULL DEFAULT '',
  error_since timestamptz,
  history_cursor text NOT NULL DEFAULT '',
  gmail_access_token text,          -- sealed, as are all tokens here
  access_expires_at timestamptz,
  refresh_token text,
  token_key_id text,
  token_born_at timestamptz,
  created_at timestamptz NOT NULL,
  last_synced_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, name)
);

-- The tape. Nobody holds UPDATE or DELETE on it (0003).
CREATE TABLE gmail_messages (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  connection_id uuid NOT NULL,
  gmail_message_id text NOT NULL CHECK (gmail_message_id <> ''),
  thread_id text NOT NULL,
  received_at timestamptz,
  processed_at timestamptz NOT NULL,
  sha256 text NOT NULL,
  from_address text NOT NULL,
  subject text NOT NULL,
  raw bytea COMPRESSION lz4 NOT NULL,
  raw_metadata json COMPRESSION lz4 NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, connection_id, gmail_message_id),
  FOREIGN KEY (workspace_id, connection_id) REFERENCES connections (workspace_id, id)
);
CREATE INDEX gmail_messages_by_gmail_id ON gmail_messages (workspace_id, gmail_message_id);

CREATE TABLE message_progress (
  workspace_id uuid NOT NULL,
  message_id uuid NOT NULL,
  connection_id uuid NOT NULL,
  gmail_message_id text NOT NULL,
  received_at timestamptz,
  stage text NOT NULL CHECK (stage IN ('archived', 'extracted', 'matched', 'waiting', 'done')),
  rule_book text NOT NULL DEFAULT '',
  parser_version text NOT NULL DEFAULT '',
  note text NOT NULL DEFAULT '',
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, message_id),
  FOREIGN KEY (workspace_id, message_id) REFERENCES gmail_messages (workspace_id, id)
);
CREATE INDEX message_progress_pending ON message_progress
  (workspace_id, connection_id, received_at, gmail_message_id) WHERE stage <> 'done';
CREATE INDEX message_progress_by_connection ON message_progress
  (workspace_id, connection_id, received_at, gmail_message_id);

CREATE TABLE fetch_failures (
  workspace_id uuid NOT NULL,
  connection_id uuid NOT NULL,
  gmail_message_id text NOT NULL,
  error text NOT NULL,
  attempts integer NOT NULL DEFAULT 1,
  first_failed_at timestamptz NOT NULL,
  last_failed_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, connection_id, gmail_message_id),
  FOREIGN KEY (workspace_id, connection_id) REFERENCES connections (workspace_id, id)
);

CREATE TABLE reservation_facts (
  workspace_id uuid NOT NULL,
  message_id uuid NOT NULL,
  platform text NOT NULL,
  kind text NOT NULL,
  subkind text NOT NULL,
  may text NOT NULL,
  kind_confidence double precision NOT NULL,
  rule_book text NOT NULL,
  parser_version text NOT NULL,
  guest_name text,
  check_in date,
  check_out date,
  confirmation_code text,
  confidence double precision NOT NULL,
  extraction json COMPRESSION lz4 NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, message_id),
  FOREIGN KEY (workspace_id, message_id) REFERENCES gmail_messages (workspace_id, id)
);

CREATE TABLE calendar_feeds (
  workspace_id uuid NOT NULL REFERENCES workspaces,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  platform text NOT NULL CHECK (platform <> ''),
  property text NOT NULL,
  url text NOT NULL CHECK (url <> ''),
  created_at timestamptz NOT NULL,
  last_fetched_at timestamptz,
  etag text NOT NULL DEFAULT '',
  last_modified text NOT NULL DEFAULT '',
  error text NOT NULL DEFAULT '',
  error_since timestamptz,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, url)
);

CREATE TABLE bookings (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  source_feed_id uuid NOT NULL,
  platform text NOT NULL,
  property text NOT NULL,
  ical_uid text NOT NULL CHECK (ical_uid <> ''),
  check_in date NOT NULL,
  check_out date NOT NULL,
  state text NOT NULL CHECK (state IN ('confirmed', 'tentative', 'cancelled')),
  block boolean NOT NULL,
  feed_summary text NOT NULL,
  code text,
  phone_last4 text,
  feed_name text,
  guest_name text,
  guest_name_source text NOT NULL CHECK (guest_name_source IN ('none', 'feed', 'mail', 'person')),
  guest_count integer CHECK (guest_count BETWEEN 0 AND 999),
  guest_count_source text NOT NULL CHECK (guest_count_source IN ('none', 'feed', 'mail', 'person')),
  enriched_code text,
  raw_data jsonb NOT NULL DEFAULT '{}',
  first_seen timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  version bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, source_feed_id, ical_uid),
  FOREIGN KEY (workspace_id, source_feed_id) REFERENCES calendar_feeds (workspace_id, id)
);
CREATE INDEX bookings_by_check_in ON bookings (workspace_id, check_in);
CREATE INDEX bookings_by_check_out ON bookings (workspace_id, check_out);
CREATE INDEX bookings_by_code ON bookings (workspace_id, code) WHERE code IS NOT NULL;
CREATE INDEX bookings_by_enriched_code ON bookings (workspace_id, enriched_code) WHERE enriched_code IS NOT NULL;

CREATE TABLE booking_changes (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  sequence bigint NOT NULL GENERATED ALWAYS AS IDENTITY,   -- order within one second
  booking_id uuid NOT NULL,
  message_id uuid,
  source text NOT NULL CHECK (source IN ('mail', 'person')),
  enrichment_reason text NOT NULL,
  before json NOT NULL,
  after json NOT NULL,
  decision json COMPRESSION lz4 NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, booking_id) REFERENCES bookings (workspace_id, id),
  FOREIGN KEY (workspace_id, message_id) REFERENCES gmail_messages (workspace_id, id)
);
CREATE INDEX booking_changes_by_booking ON booking_changes (workspace_id, booking_id, sequence);
CREATE INDEX booking_changes_by_time ON booking_changes (workspace_id, sequence);

CREATE TABLE enrichment_review_items (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  message_id uuid NOT NULL,
  connection_id uuid NOT NULL,
  status text NOT NULL CHECK (status IN ('open', 'resolved', 'dismissed')),
  reasons json NOT NULL,
  candidates json NOT NULL,
  facts json COMPRESSION lz4 NOT NULL,
  guest_name text,
  check_in date,
  check_out date,
  code text,
  created_at timestamptz NOT NULL,
  resolved_at timestamptz,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, message_id),
  FOREIGN KEY (workspace_id, message_id) REFERENCES gmail_messages (workspace_id, id),
  FOREIGN KEY (workspace_id, connection_id) REFERENCES connections (workspace_id, id)
);
CREATE INDEX review_items_by_status ON enrichment_review_items (workspace_id, status, created_at);

CREATE TABLE sync_runs (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  sequence bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  connection_id uuid NOT NULL,
  started_at timestamptz NOT NULL,
  finished_at timestamptz,
  status text NOT NULL CHECK (status IN ('running', 'done', 'failed', 'interrupted')),
  stats json NOT NULL DEFAULT '{}',
  error text NOT NULL DEFAULT '',
  PRIMARY KEY (workspace_id, id),
  FOREIGN KEY (workspace_id, connection_id) REFERENCES connections (workspace_id, id)
);
CREATE INDEX sync_runs_by_connection ON sync_runs (workspace_id, connection_id, sequence);

CREATE TABLE oauth_attempts (
  workspace_id uuid NOT NULL,
  state_hash text NOT NULL,
  connection_id uuid NOT NULL,
  sealed_verifier text NOT NULL,
  binding_hash text NOT NULL,
  redirect_uri text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, state_hash),
  FOREIGN KEY (workspace_id, connection_id) REFERENCES connections (workspace_id, id)
);
CREATE INDEX oauth_attempts_by_state ON oauth_attempts (state_hash);

-- Which connection is due when, for the scheduler of all workspaces: a plain local table, never sharded,
-- because FOR UPDATE SKIP LOCKED does not cross shards.
CREATE TABLE sync_queue (
  connection_id uuid NOT NULL PRIMARY KEY,
  workspace_id uuid NOT NULL,
  due_at timestamptz NOT NULL,
  taken_by text,
  taken_until timestamptz
);
CREATE INDEX sync_queue_due ON sync_queue (due_at);
