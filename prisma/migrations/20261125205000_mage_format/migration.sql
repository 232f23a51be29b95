ALTER TYPE "body_format" ADD VALUE 'mage';

ALTER TABLE "webhook_subscription" ADD COLUMN "mage_events" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
