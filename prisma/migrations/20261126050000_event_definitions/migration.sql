CREATE TABLE event_definition (
  id          uuid PRIMARY KEY,
  store_id    uuid NOT NULL REFERENCES store (id) ON DELETE CASCADE,
  event_name  text NOT NULL,
  title       text NOT NULL,
  description text NOT NULL,
  category    text NOT NULL,
  schema      text NOT NULL,
  example     text NOT NULL,
  version     integer NOT NULL DEFAULT 1,
  created_at  timestamptz(3) NOT NULL,
  updated_at  timestamptz(3) NOT NULL,
  UNIQUE (store_id, event_name)
);
-- Two names that differ in their letters' case only would be taken for one.
CREATE UNIQUE INDEX event_definition_store_id_lower_key ON event_definition (store_id, lower(event_name));
