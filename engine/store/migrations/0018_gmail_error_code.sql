-- The name of the error's code beside its text, so that nothing has to find it in the text.
ALTER TABLE connections ADD COLUMN gmail_error_code text NOT NULL DEFAULT '';
UPDATE connections SET gmail_error_code = split_part(gmail_error, ':', 1) WHERE gmail_status = 'error';
