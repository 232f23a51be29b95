-- CreateEnum
CREATE TYPE "replay_scope" AS ENUM ('everything', 'failures');

-- CreateEnum
CREATE TYPE "replay_state" AS ENUM ('running', 'paused', 'completed', 'cancelled');

-- CreateTable
CREATE TABLE "replay" (
    "id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "subscription_id" UUID NOT NULL,
    "scope" "replay_scope" NOT NULL,
    "event_names" TEXT[],
    "range_from" TIMESTAMPTZ(3) NOT NULL,
    "range_to" TIMESTAMPTZ(3) NOT NULL,
    "rate_per_second" INTEGER NOT NULL,
    "state" "replay_state" NOT NULL DEFAULT 'running',
    "state_reason" TEXT,
    "cursor" UUID NOT NULL,
    "is_all_queued" BOOLEAN NOT NULL DEFAULT false,
    "total" INTEGER NOT NULL,
    "is_total_exact" BOOLEAN NOT NULL,
    "queued" INTEGER NOT NULL DEFAULT 0,
    "succeeded" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "replay_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "replay_item" (
    "replay_id" UUID NOT NULL,
    "delivery_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts_before" INTEGER NOT NULL,

    CONSTRAINT "replay_item_pkey" PRIMARY KEY ("replay_id","delivery_id")
);

-- CreateIndex
CREATE INDEX "replay_store_id_id_idx" ON "replay"("store_id", "id");

-- CreateIndex
CREATE INDEX "replay_subscription_id_id_idx" ON "replay"("subscription_id", "id");

-- AddForeignKey
ALTER TABLE "replay_item" ADD CONSTRAINT "replay_item_replay_id_fkey" FOREIGN KEY ("replay_id") REFERENCES "replay"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One replay of a webhook at a time. Lanes find the pace of theirs by it too.
CREATE UNIQUE INDEX "replay_open_key" ON "replay" ("subscription_id") WHERE "state" IN ('running', 'paused');

-- Rows come and go by the thousand, and few are there at a time.
ALTER TABLE "replay" SET (fillfactor = 50);
ALTER TABLE "replay_item" SET (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 1000);
