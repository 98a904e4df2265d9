-- A mail is on the tape before anything parses it. What a parser finds (sender, subject, texts) is added once, through
-- this function only: the roles still have no UPDATE on the tape.
ALTER TABLE gmail_messages ADD COLUMN described boolean NOT NULL DEFAULT true;
CREATE INDEX gmail_messages_undescribed ON gmail_messages (workspace_id, connection_id) WHERE NOT described;

CREATE FUNCTION describe_mail(mail uuid, sender text, about text, at timestamptz, metadata json) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
  WITH described AS (
    UPDATE gmail_messages SET from_address = sender, subject = about, received_at = coalesce(received_at, at),
      raw_metadata = metadata, described = true
    WHERE id = mail AND NOT described AND workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid
    RETURNING id)
  SELECT EXISTS (SELECT 1 FROM described)
$$;
REVOKE ALL ON FUNCTION describe_mail(uuid, text, text, timestamptz, json) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION describe_mail(uuid, text, text, timestamptz, json) TO connections_app;

-- How often the reading of a mail was begun and not ended: the process died of it. And for which parsers and rules (or
-- which engine) an outcome that is no real answer holds: with others the mail is read again.
ALTER TABLE message_progress
  ADD COLUMN readings integer NOT NULL DEFAULT 0,
  ADD COLUMN holds_for text NOT NULL DEFAULT '';
CREATE INDEX message_progress_to_reopen ON message_progress (workspace_id, connection_id)
  WHERE stage = 'done' AND holds_for <> '';
