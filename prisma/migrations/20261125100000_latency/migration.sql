-- How many answers of the period took how long: see lib/delivery/core/latency.ts for the limits.
-- Empty in rows of before, and of a process that does not know of it yet.
ALTER TABLE "delivery_rollup" ADD COLUMN "latency" INTEGER[] NOT NULL DEFAULT '{}';
