-- CreateTable
CREATE TABLE "delivery_rollup" (
    "subscription_id" UUID NOT NULL,
    "period_start" TIMESTAMPTZ(0) NOT NULL,
    "store_id" UUID NOT NULL,
    "attempts" INTEGER NOT NULL,
    "failed_attempts" INTEGER NOT NULL,
    "succeeded" INTEGER NOT NULL,
    "exhausted" INTEGER NOT NULL,
    "duration_ms" DOUBLE PRECISION NOT NULL,
    "slowest_ms" REAL NOT NULL,

    CONSTRAINT "delivery_rollup_pkey" PRIMARY KEY ("subscription_id","period_start")
);

-- CreateIndex
CREATE INDEX "delivery_rollup_store_id_period_start_idx" ON "delivery_rollup"("store_id", "period_start");

-- The rows of the current period change with every batch of outcomes: in place, as there is room for them.
ALTER TABLE "delivery_rollup" SET (
  fillfactor = 50,
  autovacuum_vacuum_scale_factor = 0.05,
  autovacuum_vacuum_threshold = 500
);
