-- Who published an event, and in which request: null for what the loyalty engine published in its own transaction.
ALTER TABLE event ADD COLUMN published_by text, ADD COLUMN request_id text;
