-- The promises that hold even where a program errs. FORCE makes them hold for the tables' owner too.
DO $$
DECLARE
  guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['workspaces', 'api_keys', 'connections', 'gmail_messages', 'message_progress',
      'fetch_failures', 'reservation_facts', 'calendar_feeds', 'bookings', 'booking_changes',
      'enrichment_review_items', 'sync_runs', 'oauth_attempts'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format($policy$CREATE POLICY own_workspace ON %I
      USING (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid)
      WITH CHECK (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid)$policy$, guarded);
  END LOOP;
  -- What must be looked up before the workspace is known: by name, by API key, by OAuth state. The owner only.
  FOREACH guarded IN ARRAY ARRAY['workspaces', 'api_keys', 'oauth_attempts'] LOOP
    EXECUTE format('CREATE POLICY owner_looks_up ON %I TO %I USING (true) WITH CHECK (true)', guarded, current_user);
  END LOOP;
END
$$;

GRANT SELECT ON workspaces TO connections_app, connections_calendar;
GRANT SELECT, INSERT ON gmail_messages, booking_changes TO connections_app;
GRANT SELECT, INSERT, UPDATE ON api_keys, connections, message_progress, reservation_facts,
  enrichment_review_items, sync_runs TO connections_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON fetch_failures TO connections_app;
GRANT SELECT, INSERT, DELETE ON oauth_attempts TO connections_app;
GRANT SELECT ON calendar_feeds TO connections_app;

-- UPDATE, never INSERT: mail can only add to a booking that a calendar feed has shown.
GRANT SELECT ON bookings TO connections_app;
GRANT UPDATE (guest_name, guest_count, raw_data, guest_name_source, guest_count_source, enriched_code, version,
  updated_at) ON bookings TO connections_app;

GRANT SELECT, INSERT, UPDATE ON bookings, calendar_feeds TO connections_calendar;
