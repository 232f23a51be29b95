-- Order, pace after a pause, and what holds a webhook back, kept where the console can read it.

-- AlterTable
ALTER TABLE "webhook_subscription" ADD COLUMN "disabled_at" TIMESTAMPTZ(3),
ADD COLUMN "ordered" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "delivery_due" ADD COLUMN "not_before" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "lane" ADD COLUMN "breaker_audited_at" TIMESTAMPTZ(3),
ADD COLUMN "breaker_until" TIMESTAMPTZ(3),
ADD COLUMN "catch_up_until" TIMESTAMPTZ(3),
ADD COLUMN "failing_since" TIMESTAMPTZ(3),
ADD COLUMN "is_rate_limited" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "last_error_code" TEXT,
ADD COLUMN "last_failed_at" TIMESTAMPTZ(3),
ADD COLUMN "last_status_code" SMALLINT,
ADD COLUMN "slots" SMALLINT;

-- CreateTable
CREATE TABLE "dismissed_notice" (
    "administrator_id" UUID NOT NULL,
    "subscription_id" UUID NOT NULL,
    "dismissed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dismissed_notice_pkey" PRIMARY KEY ("administrator_id","subscription_id")
);

-- AddForeignKey
ALTER TABLE "dismissed_notice" ADD CONSTRAINT "dismissed_notice_administrator_id_fkey" FOREIGN KEY ("administrator_id") REFERENCES "administrator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dismissed_notice" ADD CONSTRAINT "dismissed_notice_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "webhook_subscription"("id") ON DELETE CASCADE ON UPDATE CASCADE;

UPDATE "webhook_subscription" SET "disabled_at" = "updated_at" WHERE "state" = 'disabled';

-- The notice about disabled webhooks is asked for with every page.
CREATE INDEX "webhook_subscription_disabled_idx" ON "webhook_subscription" ("store_id", "disabled_at" DESC) WHERE "state" = 'disabled' AND "deleted_at" IS NULL;
