-- Descriptions of many mails are added with one statement: called row by row, the function costs more than what it writes.
-- In the same order: ids, senders, subjects, times, metadata (JSON).
CREATE FUNCTION describe_mails(mails uuid[], senders text[], abouts text[], times timestamptz[], metadata text[]) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT AS $$
  WITH described AS (
    UPDATE gmail_messages m SET from_address = d.sender, subject = d.about, received_at = coalesce(m.received_at, d.at),
      raw_metadata = d.metadata::json, described = true
    FROM unnest(mails, senders, abouts, times, metadata) AS d(id, sender, about, at, metadata)
    WHERE m.id = d.id AND NOT m.described AND m.workspace_id = (SELECT own_workspace_id())
    RETURNING m.id)
  SELECT count(*) FROM described
$$;
REVOKE ALL ON FUNCTION describe_mails(uuid[], text[], text[], timestamptz[], text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION describe_mails(uuid[], text[], text[], timestamptz[], text[]) TO connections_app;
DROP FUNCTION describe_mail(uuid, text, text, timestamptz, json);
