-- Where a host application is told what happened (Standard Webhooks 1.0). Address and signing secret are sealed outside the
-- database, as addresses of feeds are.
CREATE TABLE webhook_endpoints (
  workspace_id uuid NOT NULL REFERENCES workspaces,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  url_hash text NOT NULL,
  url text NOT NULL,                        -- sealed
  secret text NOT NULL,                     -- sealed
  shown_url text NOT NULL,
  created_at timestamptz NOT NULL,
  disabled_at timestamptz,                  -- it answered 410
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, url_hash)
);

-- One event for one endpoint. The body is stored as it is signed and sent: ids only.
CREATE TABLE webhook_deliveries (
  workspace_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  endpoint_id uuid NOT NULL,
  event text NOT NULL,                      -- which event it is: "change:ID"
  type text NOT NULL,
  body text NOT NULL,
  created_at timestamptz NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  due_at timestamptz,                       -- null: delivered or given up
  delivered_at timestamptz,
  given_up_at timestamptz,
  last_error text NOT NULL DEFAULT '',
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, endpoint_id, event),
  FOREIGN KEY (workspace_id, endpoint_id) REFERENCES webhook_endpoints (workspace_id, id) ON DELETE CASCADE
);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (workspace_id, due_at) WHERE due_at IS NOT NULL;

DO $$
DECLARE
  guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['webhook_endpoints', 'webhook_deliveries'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY own_workspace ON %I USING (workspace_id = (SELECT own_workspace_id())) '
      'WITH CHECK (workspace_id = (SELECT own_workspace_id()))', guarded);
  END LOOP;
END
$$;
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_endpoints, webhook_deliveries TO connections_app;
