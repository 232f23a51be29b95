CREATE TYPE inbox_signature AS ENUM ('valid', 'invalid', 'unsigned', 'unknown');

CREATE TABLE inbox (
  id               uuid PRIMARY KEY,
  administrator_id uuid NOT NULL REFERENCES administrator (id) ON DELETE CASCADE,
  store_id         uuid NOT NULL REFERENCES store (id) ON DELETE CASCADE,
  token_sha256     bytea NOT NULL UNIQUE,
  token_sealed     bytea NOT NULL,
  created_at       timestamptz(3) NOT NULL,
  expires_at       timestamptz(3) NOT NULL,
  UNIQUE (administrator_id, store_id)
);
CREATE INDEX inbox_expires_at_idx ON inbox (expires_at);

CREATE TABLE inbox_request (
  id              uuid PRIMARY KEY,
  inbox_id        uuid NOT NULL REFERENCES inbox (id) ON DELETE CASCADE,
  received_at     timestamptz(3) NOT NULL,
  headers         text NOT NULL,
  body            bytea NOT NULL,
  is_cut          boolean NOT NULL,
  signature       inbox_signature NOT NULL,
  delivery_id     uuid,
  subscription_id uuid,
  event_name      text
);
CREATE INDEX inbox_request_inbox_id_id_idx ON inbox_request (inbox_id, id);
