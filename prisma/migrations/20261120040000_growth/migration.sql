-- What did not go smoothly, kept beside the log so that it can be found there by what changes: state and answer.
-- Range-partitioned as the log is.

-- CreateTable
CREATE TABLE "delivery_trouble" (
    "delivery_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "subscription_id" UUID NOT NULL,
    "event_name" TEXT NOT NULL,
    "trigger" "delivery_trigger" NOT NULL,
    "state" "delivery_state" NOT NULL,
    "attempts" INTEGER NOT NULL,
    "last_status_code" INTEGER,
    "last_error_code" TEXT,

    CONSTRAINT "delivery_trouble_pkey" PRIMARY KEY ("delivery_id")
) PARTITION BY RANGE ("delivery_id");

-- CreateIndex
CREATE INDEX "delivery_trouble_store_id_state_delivery_id_idx" ON "delivery_trouble"("store_id", "state", "delivery_id");

-- CreateIndex
CREATE INDEX "delivery_trouble_store_id_last_status_code_delivery_id_idx" ON "delivery_trouble"("store_id", "last_status_code", "delivery_id");

-- CreateIndex
CREATE INDEX "delivery_trouble_store_id_last_error_code_delivery_id_idx" ON "delivery_trouble"("store_id", "last_error_code", "delivery_id");

-- CreateIndex
CREATE INDEX "delivery_trouble_subscription_id_state_delivery_id_idx" ON "delivery_trouble"("subscription_id", "state", "delivery_id");

-- CreateIndex
CREATE INDEX "delivery_store_id_event_name_id_idx" ON "delivery"("store_id", "event_name", "id");

-- Of replays, tests and retries by hand alone: it costs nothing for what is published.
CREATE INDEX "delivery_trigger_idx" ON "delivery" ("store_id", "trigger", "id") WHERE "trigger" <> 'schedule';

-- A semicolon would end the statement for the program that applies migrations: \x3B stands for it.
CREATE FUNCTION "note_delivery_trouble"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  IF NEW.state = ''succeeded'' AND NEW.attempts = 1 AND NEW.last_error_code IS NULL THEN
    DELETE FROM delivery_trouble WHERE delivery_id = NEW.id\x3B
    RETURN NULL\x3B
  END IF\x3B
  INSERT INTO delivery_trouble (delivery_id, store_id, subscription_id, event_name, trigger, state, attempts,
         last_status_code, last_error_code)
  VALUES (NEW.id, NEW.store_id, NEW.subscription_id, NEW.event_name, NEW.trigger, NEW.state, NEW.attempts,
         NEW.last_status_code, NEW.last_error_code)
  ON CONFLICT (delivery_id) DO UPDATE SET state = excluded.state, attempts = excluded.attempts,
         last_status_code = excluded.last_status_code, last_error_code = excluded.last_error_code\x3B
  RETURN NULL\x3B
END';

-- The weeks that the log has, and what went wrong in them so far. Those to come are made by lib/platform/partitions.ts.
DO E'
DECLARE week record\x3B
BEGIN
  FOR week IN SELECT c.relname AS name, pg_get_expr(c.relpartbound, c.oid) AS bound
                FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
               WHERE i.inhparent = ''delivery''::regclass AND c.relkind = ''r''
  LOOP
    EXECUTE format(''CREATE TABLE %I PARTITION OF delivery_trouble %s WITH (fillfactor = 60)'',
                   replace(week.name, ''delivery_'', ''delivery_trouble_''), week.bound)\x3B
  END LOOP\x3B
END';

INSERT INTO "delivery_trouble"
SELECT "id", "store_id", "subscription_id", "event_name", "trigger", "state", "attempts", "last_status_code", "last_error_code"
  FROM "delivery"
 WHERE NOT ("state" = 'succeeded' AND "attempts" = 1 AND "last_error_code" IS NULL)
   AND NOT ("state" = 'pending' AND "attempts" = 0 AND "trigger" <> 'test');

CREATE TRIGGER "delivery_trouble" AFTER UPDATE ON "delivery" FOR EACH ROW
  WHEN (NEW."trigger" = 'test'
     OR NOT (NEW."state" = 'succeeded' AND NEW."attempts" = 1 AND NEW."last_error_code" IS NULL)
    AND NOT (NEW."state" = 'pending' AND NEW."attempts" = 0))
  EXECUTE FUNCTION "note_delivery_trouble"();
