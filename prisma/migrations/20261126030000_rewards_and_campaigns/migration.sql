-- CreateEnum
CREATE TYPE "campaign_trigger" AS ENUM ('transaction', 'return_transaction', 'custom_event', 'achievement');

-- CreateEnum
CREATE TYPE "reward_type" AS ENUM ('static_coupon', 'dynamic_coupon', 'conversion_coupon', 'material');

-- CreateEnum
CREATE TYPE "redemption_status" AS ENUM ('issued', 'pending', 'approved', 'packing', 'awaiting_shipping', 'shipped', 'returned', 'completed', 'canceled', 'rejected');

-- CreateTable
CREATE TABLE "achievement" (
    "id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "is_active" BOOLEAN NOT NULL,
    "triggers" TEXT[],
    "definition" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "achievement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "achievement_progress" (
    "achievement_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "completed_count" INTEGER NOT NULL,
    "progress" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "achievement_progress_pkey" PRIMARY KEY ("member_id","achievement_id")
);

-- CreateTable
CREATE TABLE "achievement_hit" (
    "id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "achievement_id" UUID NOT NULL,
    "rule_id" UUID NOT NULL,
    "trigger_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "achievement_hit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "campaign" (
    "id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "trigger" "campaign_trigger" NOT NULL,
    "subject" TEXT NOT NULL DEFAULT '',
    "name" TEXT NOT NULL,
    "is_active" BOOLEAN NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3),
    "display_order" INTEGER NOT NULL,
    "definition" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "campaign_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "campaign_execution" (
    "campaign_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "trigger_id" UUID NOT NULL,
    "units" DECIMAL(24,6) NOT NULL,
    "executed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "campaign_execution_pkey" PRIMARY KEY ("campaign_id","member_id","trigger_id")
);

-- CreateTable
CREATE TABLE "custom_event_schema" (
    "id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "event_type" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "schema" JSONB NOT NULL,
    "is_active" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "custom_event_schema_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "custom_event" (
    "id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "event_name" TEXT NOT NULL,
    "event_id" TEXT,
    "member_id" UUID,
    "customer_id" TEXT,
    "customer_email" TEXT,
    "customer_phone" TEXT,
    "customer_card_number" TEXT,
    "body" JSONB NOT NULL,
    "event_date" TIMESTAMPTZ(3) NOT NULL,
    "body_sha256" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "custom_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reward" (
    "id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "type" "reward_type" NOT NULL,
    "name" TEXT NOT NULL,
    "is_active" BOOLEAN NOT NULL,
    "is_featured" BOOLEAN NOT NULL,
    "is_public" BOOLEAN NOT NULL,
    "has_fulfillment_tracking" BOOLEAN NOT NULL,
    "cost_in_points" DECIMAL(24,6),
    "active_from" TIMESTAMPTZ(3),
    "active_to" TIMESTAMPTZ(3),
    "visible_from" TIMESTAMPTZ(3),
    "visible_to" TIMESTAMPTZ(3),
    "definition" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reward_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reward_coupon" (
    "id" UUID NOT NULL,
    "reward_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "is_issued" BOOLEAN NOT NULL DEFAULT false,
    "issued_reward_id" UUID,

    CONSTRAINT "reward_coupon_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "issued_reward" (
    "id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "reward_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "reward_type" "reward_type" NOT NULL,
    "status" "redemption_status" NOT NULL,
    "status_comment" TEXT NOT NULL DEFAULT '',
    "status_changed_at" TIMESTAMPTZ(3) NOT NULL,
    "cost_in_points" DECIMAL(24,6) NOT NULL,
    "transfer_id" UUID,
    "tax" DECIMAL(24,6),
    "tax_price_value" DECIMAL(24,6),
    "price" DECIMAL(24,6),
    "token" TEXT NOT NULL,
    "coupon_code" TEXT,
    "coupon_value" DECIMAL(24,6),
    "coupon_value_type" TEXT,
    "coupon_active_from" TIMESTAMPTZ(3),
    "coupon_active_to" TIMESTAMPTZ(3),
    "cause_campaign_id" UUID,
    "cause_customer_id" UUID,
    "cause_transaction_id" UUID,
    "cause_custom_event_id" UUID,
    "cause_internal_event" TEXT,
    "cause_performed_at" TIMESTAMPTZ(3),
    "purchase_key" TEXT,
    "redemption_date" TIMESTAMPTZ(3) NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "issued_reward_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "issued_reward_status" (
    "id" UUID NOT NULL,
    "issued_reward_id" UUID NOT NULL,
    "status" "redemption_status" NOT NULL,
    "comment" TEXT NOT NULL DEFAULT '',
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "issued_reward_status_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "achievement_store_id_id_idx" ON "achievement"("store_id", "id");

-- CreateIndex
CREATE INDEX "achievement_progress_achievement_id_idx" ON "achievement_progress"("achievement_id");

-- CreateIndex
CREATE INDEX "achievement_hit_member_id_id_idx" ON "achievement_hit"("member_id", "id");

-- CreateIndex
CREATE INDEX "campaign_store_id_id_idx" ON "campaign"("store_id", "id");

-- CreateIndex
CREATE INDEX "campaign_store_id_trigger_subject_idx" ON "campaign"("store_id", "trigger", "subject");

-- CreateIndex
CREATE INDEX "campaign_execution_campaign_id_executed_at_idx" ON "campaign_execution"("campaign_id", "executed_at");

-- CreateIndex
CREATE UNIQUE INDEX "custom_event_schema_store_id_event_type_key" ON "custom_event_schema"("store_id", "event_type");

-- CreateIndex
CREATE INDEX "custom_event_store_id_id_idx" ON "custom_event"("store_id", "id");

-- CreateIndex
CREATE INDEX "custom_event_member_id_id_idx" ON "custom_event"("member_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "custom_event_store_id_event_id_key" ON "custom_event"("store_id", "event_id");

-- CreateIndex
CREATE INDEX "reward_store_id_id_idx" ON "reward"("store_id", "id");

-- CreateIndex
CREATE INDEX "reward_coupon_reward_id_is_issued_id_idx" ON "reward_coupon"("reward_id", "is_issued", "id");

-- CreateIndex
CREATE UNIQUE INDEX "reward_coupon_reward_id_code_key" ON "reward_coupon"("reward_id", "code");

-- CreateIndex
CREATE INDEX "issued_reward_store_id_id_idx" ON "issued_reward"("store_id", "id");

-- CreateIndex
CREATE INDEX "issued_reward_member_id_id_idx" ON "issued_reward"("member_id", "id");

-- CreateIndex
CREATE INDEX "issued_reward_reward_id_member_id_redemption_date_idx" ON "issued_reward"("reward_id", "member_id", "redemption_date");

-- CreateIndex
CREATE INDEX "issued_reward_reward_id_redemption_date_idx" ON "issued_reward"("reward_id", "redemption_date");

-- CreateIndex
CREATE INDEX "issued_reward_store_id_purchase_key_idx" ON "issued_reward"("store_id", "purchase_key");

-- CreateIndex
CREATE INDEX "issued_reward_status_issued_reward_id_id_idx" ON "issued_reward_status"("issued_reward_id", "id");

-- AddForeignKey
ALTER TABLE "achievement_progress" ADD CONSTRAINT "achievement_progress_achievement_id_fkey" FOREIGN KEY ("achievement_id") REFERENCES "achievement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign_execution" ADD CONSTRAINT "campaign_execution_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reward_coupon" ADD CONSTRAINT "reward_coupon_reward_id_fkey" FOREIGN KEY ("reward_id") REFERENCES "reward"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "issued_reward" ADD CONSTRAINT "issued_reward_reward_id_fkey" FOREIGN KEY ("reward_id") REFERENCES "reward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "issued_reward" ADD CONSTRAINT "issued_reward_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "issued_reward_status" ADD CONSTRAINT "issued_reward_status_issued_reward_id_fkey" FOREIGN KEY ("issued_reward_id") REFERENCES "issued_reward"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Which achievements count a kind of action. There are few of them, and they are read for every purchase.
CREATE INDEX "achievement_triggers_idx" ON "achievement" USING gin ("triggers");

-- The notices of the schedule look for coupons that expire soon and can still be used.
CREATE INDEX "issued_reward_coupon_active_to_idx" ON "issued_reward" ("store_id", "coupon_active_to", "id")
  WHERE "coupon_active_to" IS NOT NULL AND "status" NOT IN ('canceled', 'rejected', 'returned');
