-- Which server received the mails of a folder: its Authentication-Results are believed for this connection, and no other's.
-- Empty: those of mail.trusted_borders.
ALTER TABLE connections ADD COLUMN border text NOT NULL DEFAULT '';
