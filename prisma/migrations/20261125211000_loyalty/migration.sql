-- CreateEnum
CREATE TYPE "import_state" AS ENUM ('queued', 'inprogress', 'succeed', 'failed');

-- CreateEnum
CREATE TYPE "import_item_state" AS ENUM ('queued', 'succeed', 'error');

-- CreateEnum
CREATE TYPE "identification_method" AS ENUM ('email', 'phone', 'loyaltyCardNumber');

-- CreateEnum
CREATE TYPE "gender" AS ENUM ('male', 'female', 'not_disclosed');

-- CreateEnum
CREATE TYPE "member_code_purpose" AS ENUM ('activation', 'password_reset', 'email_change', 'phone_change');

-- CreateEnum
CREATE TYPE "notice_kind" AS ENUM ('points', 'level', 'coupon');

-- CreateEnum
CREATE TYPE "unit_expiry" AS ENUM ('all_time_active', 'after_x_days', 'at_the_end_of_the_month', 'at_the_end_of_the_x_th_year', 'at_the_end_of_the_chosen_date');

-- CreateEnum
CREATE TYPE "transfer_type" AS ENUM ('adding', 'spending', 'p2p_adding', 'p2p_spending', 'blocked', 'expired');

-- CreateEnum
CREATE TYPE "transfer_state" AS ENUM ('pending', 'active', 'cancelled');

-- CreateEnum
CREATE TYPE "tier_attribute" AS ENUM ('activeUnits', 'totalEarnedUnits', 'monthsSinceJoiningProgram', 'totalSpending', 'cumulatedEarnedUnits');

-- CreateEnum
CREATE TYPE "tier_downgrade_mode" AS ENUM ('none', 'automatic', 'periodic');

-- CreateEnum
CREATE TYPE "document_type" AS ENUM ('sell', 'return');

-- CreateTable
CREATE TABLE "import" (
    "id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "state" "import_state" NOT NULL DEFAULT 'queued',
    "total" INTEGER NOT NULL,
    "succeeded" INTEGER NOT NULL DEFAULT 0,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_item" (
    "import_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "fields" JSONB NOT NULL,
    "state" "import_item_state" NOT NULL DEFAULT 'queued',
    "message" TEXT,
    "entity_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "import_item_pkey" PRIMARY KEY ("import_id","line")
);

-- CreateTable
CREATE TABLE "store_settings" (
    "store_id" UUID NOT NULL,
    "identification_method" "identification_method" NOT NULL DEFAULT 'email',
    "expire_points_notification_days" INTEGER,
    "expire_coupons_notification_days" INTEGER,
    "expire_levels_notification_days" INTEGER,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "store_settings_pkey" PRIMARY KEY ("store_id")
);

-- CreateTable
CREATE TABLE "member" (
    "id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "email" TEXT,
    "phone" TEXT,
    "loyalty_card_number" TEXT,
    "first_name" TEXT,
    "last_name" TEXT,
    "gender" "gender",
    "birth_date" DATE,
    "street" TEXT,
    "address1" TEXT,
    "address2" TEXT,
    "postal" TEXT,
    "city" TEXT,
    "province" TEXT,
    "country" TEXT,
    "company_name" TEXT,
    "company_nip" TEXT,
    "custom_attributes" JSONB NOT NULL DEFAULT '[]',
    "agreement1" BOOLEAN NOT NULL DEFAULT false,
    "agreement2" BOOLEAN NOT NULL DEFAULT false,
    "agreement3" BOOLEAN NOT NULL DEFAULT false,
    "channel_id" UUID,
    "referral_token" TEXT NOT NULL,
    "referrer_id" UUID,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "activated_at" TIMESTAMPTZ(3),
    "password_hash" TEXT,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "code_count" INTEGER NOT NULL DEFAULT 0,
    "level_id" UUID,
    "is_level_manual" BOOLEAN NOT NULL DEFAULT false,
    "level_achieved_at" TIMESTAMPTZ(3),
    "level_recalculation_at" TIMESTAMPTZ(3),
    "level_recalculated_at" TIMESTAMPTZ(3),
    "transactions_count" INTEGER NOT NULL DEFAULT 0,
    "transactions_amount" DECIMAL(24,6) NOT NULL DEFAULT 0,
    "returns_count" INTEGER NOT NULL DEFAULT 0,
    "returns_amount" DECIMAL(24,6) NOT NULL DEFAULT 0,
    "first_transaction_at" TIMESTAMPTZ(3),
    "last_transaction_at" TIMESTAMPTZ(3),
    "registered_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member_code" (
    "id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "purpose" "member_code_purpose" NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "new_value" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "member_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member_refresh_token" (
    "id" UUID NOT NULL,
    "family_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "member_refresh_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event_subject" (
    "subject_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,

    CONSTRAINT "event_subject_pkey" PRIMARY KEY ("subject_id","event_id")
);

-- CreateTable
CREATE TABLE "expiry_notice" (
    "kind" "notice_kind" NOT NULL,
    "subject_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "expiry_notice_pkey" PRIMARY KEY ("kind","subject_id","expires_at")
);

-- CreateTable
CREATE TABLE "wallet_type" (
    "id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "translations" JSONB NOT NULL,
    "unit_singular_name" TEXT NOT NULL,
    "unit_plural_name" TEXT NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "unit_expiry" "unit_expiry" NOT NULL DEFAULT 'all_time_active',
    "unit_days_active_count" INTEGER,
    "unit_years_active_count" INTEGER,
    "unit_expiry_date" TEXT,
    "unit_days_locked" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "wallet_type_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "wallet" (
    "id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "wallet_type_id" UUID NOT NULL,
    "active" DECIMAL(24,6) NOT NULL DEFAULT 0,
    "locked" DECIMAL(24,6) NOT NULL DEFAULT 0,
    "blocked" DECIMAL(24,6) NOT NULL DEFAULT 0,
    "earned" DECIMAL(24,6) NOT NULL DEFAULT 0,
    "spent" DECIMAL(24,6) NOT NULL DEFAULT 0,
    "expired" DECIMAL(24,6) NOT NULL DEFAULT 0,
    "sent" DECIMAL(24,6) NOT NULL DEFAULT 0,
    "received" DECIMAL(24,6) NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "wallet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_transfer" (
    "id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "wallet_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "type" "transfer_type" NOT NULL,
    "state" "transfer_state" NOT NULL DEFAULT 'active',
    "units" DECIMAL(24,6) NOT NULL,
    "remaining" DECIMAL(24,6) NOT NULL DEFAULT 0,
    "comment" TEXT,
    "external_transfer_id" TEXT,
    "related_transfer_id" UUID,
    "locked_until" TIMESTAMPTZ(3),
    "unlocked_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "cause_campaign_id" UUID,
    "cause_customer_id" UUID,
    "cause_transaction_id" UUID,
    "cause_custom_event_id" UUID,
    "cause_internal_event" TEXT,
    "cause_performed_at" TIMESTAMPTZ(3),
    "created_by" TEXT NOT NULL,
    "registered_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "unit_transfer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit_use" (
    "transfer_id" UUID NOT NULL,
    "lot_id" UUID NOT NULL,
    "units" DECIMAL(24,6) NOT NULL,

    CONSTRAINT "unit_use_pkey" PRIMARY KEY ("transfer_id","lot_id")
);

-- CreateTable
CREATE TABLE "tier_set" (
    "id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "translations" JSONB NOT NULL,
    "labels" JSONB NOT NULL DEFAULT '[]',
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "downgrade_mode" "tier_downgrade_mode" NOT NULL DEFAULT 'none',
    "downgrade_period" TEXT,
    "recalculation_dates" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "downgrade_interval" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tier_set_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tier_set_condition" (
    "id" UUID NOT NULL,
    "tier_set_id" UUID NOT NULL,
    "attribute" "tier_attribute" NOT NULL,
    "wallet_type_code" TEXT,
    "position" INTEGER NOT NULL,

    CONSTRAINT "tier_set_condition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tier" (
    "id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "tier_set_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "translations" JSONB NOT NULL,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "sort_order" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tier_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tier_condition" (
    "tier_id" UUID NOT NULL,
    "condition_id" UUID NOT NULL,
    "value" DECIMAL(24,6) NOT NULL,

    CONSTRAINT "tier_condition_pkey" PRIMARY KEY ("tier_id","condition_id")
);

-- CreateTable
CREATE TABLE "loyalty_transaction" (
    "id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "document_number" TEXT NOT NULL,
    "document_type" "document_type" NOT NULL,
    "linked_document_number" TEXT,
    "purchased_at" TIMESTAMPTZ(3) NOT NULL,
    "purchase_place" TEXT,
    "labels" JSONB NOT NULL DEFAULT '[]',
    "gross_value" DECIMAL(24,6) NOT NULL,
    "channel_id" UUID,
    "customer_id" UUID,
    "customer_email" TEXT,
    "customer_name" TEXT,
    "customer_nip" TEXT,
    "customer_phone" TEXT,
    "customer_card_number" TEXT,
    "customer_address" JSONB,
    "member_id" UUID,
    "assigned_at" TIMESTAMPTZ(3),
    "body_sha256" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "loyalty_transaction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "transaction_item" (
    "transaction_id" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "sku" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "maker" TEXT,
    "quantity" DECIMAL(24,6) NOT NULL,
    "gross_value" DECIMAL(24,6) NOT NULL,
    "labels" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "transaction_item_pkey" PRIMARY KEY ("transaction_id","position")
);

-- CreateIndex
CREATE INDEX "import_store_id_id_idx" ON "import"("store_id", "id");

-- CreateIndex
CREATE INDEX "member_store_id_id_idx" ON "member"("store_id", "id");

-- CreateIndex
CREATE INDEX "member_store_id_level_id_id_idx" ON "member"("store_id", "level_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "member_store_id_loyalty_card_number_key" ON "member"("store_id", "loyalty_card_number");

-- CreateIndex
CREATE UNIQUE INDEX "member_store_id_referral_token_key" ON "member"("store_id", "referral_token");

-- CreateIndex
CREATE INDEX "member_code_member_id_purpose_idx" ON "member_code"("member_id", "purpose");

-- CreateIndex
CREATE INDEX "member_code_expires_at_idx" ON "member_code"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "member_code_store_id_code_hash_key" ON "member_code"("store_id", "code_hash");

-- CreateIndex
CREATE UNIQUE INDEX "member_refresh_token_token_hash_key" ON "member_refresh_token"("token_hash");

-- CreateIndex
CREATE INDEX "member_refresh_token_family_id_idx" ON "member_refresh_token"("family_id");

-- CreateIndex
CREATE INDEX "member_refresh_token_member_id_idx" ON "member_refresh_token"("member_id");

-- CreateIndex
CREATE INDEX "member_refresh_token_expires_at_idx" ON "member_refresh_token"("expires_at");

-- CreateIndex
CREATE INDEX "event_subject_event_id_idx" ON "event_subject"("event_id");

-- CreateIndex
CREATE INDEX "expiry_notice_expires_at_idx" ON "expiry_notice"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "wallet_type_store_id_code_key" ON "wallet_type"("store_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "wallet_member_id_wallet_type_id_key" ON "wallet"("member_id", "wallet_type_id");

-- CreateIndex
CREATE INDEX "unit_transfer_store_id_id_idx" ON "unit_transfer"("store_id", "id");

-- CreateIndex
CREATE INDEX "unit_transfer_wallet_id_id_idx" ON "unit_transfer"("wallet_id", "id");

-- CreateIndex
CREATE INDEX "unit_transfer_member_id_id_idx" ON "unit_transfer"("member_id", "id");

-- CreateIndex
CREATE INDEX "unit_transfer_cause_transaction_id_idx" ON "unit_transfer"("cause_transaction_id");

-- CreateIndex
CREATE UNIQUE INDEX "unit_transfer_store_id_external_transfer_id_key" ON "unit_transfer"("store_id", "external_transfer_id");

-- CreateIndex
CREATE INDEX "unit_use_lot_id_idx" ON "unit_use"("lot_id");

-- CreateIndex
CREATE INDEX "tier_set_store_id_id_idx" ON "tier_set"("store_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "tier_set_condition_tier_set_id_position_key" ON "tier_set_condition"("tier_set_id", "position");

-- CreateIndex
CREATE INDEX "tier_store_id_id_idx" ON "tier"("store_id", "id");

-- CreateIndex
CREATE INDEX "tier_tier_set_id_sort_order_idx" ON "tier"("tier_set_id", "sort_order");

-- CreateIndex
CREATE INDEX "loyalty_transaction_store_id_id_idx" ON "loyalty_transaction"("store_id", "id");

-- CreateIndex
CREATE INDEX "loyalty_transaction_member_id_purchased_at_idx" ON "loyalty_transaction"("member_id", "purchased_at");

-- CreateIndex
CREATE UNIQUE INDEX "loyalty_transaction_store_id_document_number_key" ON "loyalty_transaction"("store_id", "document_number");

-- AddForeignKey
ALTER TABLE "import_item" ADD CONSTRAINT "import_item_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "import"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "store_settings" ADD CONSTRAINT "store_settings_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "store"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_level_id_fkey" FOREIGN KEY ("level_id") REFERENCES "tier"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member_code" ADD CONSTRAINT "member_code_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member_refresh_token" ADD CONSTRAINT "member_refresh_token_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wallet" ADD CONSTRAINT "wallet_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "wallet" ADD CONSTRAINT "wallet_wallet_type_id_fkey" FOREIGN KEY ("wallet_type_id") REFERENCES "wallet_type"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_transfer" ADD CONSTRAINT "unit_transfer_wallet_id_fkey" FOREIGN KEY ("wallet_id") REFERENCES "wallet"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_use" ADD CONSTRAINT "unit_use_transfer_id_fkey" FOREIGN KEY ("transfer_id") REFERENCES "unit_transfer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit_use" ADD CONSTRAINT "unit_use_lot_id_fkey" FOREIGN KEY ("lot_id") REFERENCES "unit_transfer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tier_set_condition" ADD CONSTRAINT "tier_set_condition_tier_set_id_fkey" FOREIGN KEY ("tier_set_id") REFERENCES "tier_set"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tier" ADD CONSTRAINT "tier_tier_set_id_fkey" FOREIGN KEY ("tier_set_id") REFERENCES "tier_set"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tier_condition" ADD CONSTRAINT "tier_condition_tier_id_fkey" FOREIGN KEY ("tier_id") REFERENCES "tier"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tier_condition" ADD CONSTRAINT "tier_condition_condition_id_fkey" FOREIGN KEY ("condition_id") REFERENCES "tier_set_condition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "loyalty_transaction" ADD CONSTRAINT "loyalty_transaction_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "transaction_item" ADD CONSTRAINT "transaction_item_transaction_id_fkey" FOREIGN KEY ("transaction_id") REFERENCES "loyalty_transaction"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- E-mail addresses and phone numbers are the same whatever their case.
CREATE UNIQUE INDEX "member_store_id_email_key" ON "member" ("store_id", lower("email"));
CREATE UNIQUE INDEX "member_store_id_phone_key" ON "member" ("store_id", lower("phone"));

-- Recalculation finds who is due, however many members there are.
CREATE INDEX "member_level_recalculation_due_idx" ON "member" ("level_recalculation_at") WHERE "level_recalculation_at" IS NOT NULL;

-- One active tier set of a store, one default wallet type, one lowest tier of a set.
CREATE UNIQUE INDEX "tier_set_active_key" ON "tier_set" ("store_id") WHERE "is_active";
CREATE UNIQUE INDEX "tier_default_key" ON "tier" ("tier_set_id") WHERE "is_default";
CREATE UNIQUE INDEX "wallet_type_default_key" ON "wallet_type" ("store_id") WHERE "is_default";

-- A balance that is not what the sums say cannot be written, whoever tries.
ALTER TABLE "wallet" ADD CONSTRAINT "wallet_balance_check" CHECK (
    "active" = "earned" + "received" - "spent" - "sent" - "blocked" - "expired"
    AND "active" >= 0 AND "locked" >= 0 AND "blocked" >= 0 AND "earned" >= 0
    AND "spent" >= 0 AND "expired" >= 0 AND "sent" >= 0 AND "received" >= 0);
ALTER TABLE "unit_transfer" ADD CONSTRAINT "unit_transfer_units_check" CHECK (
    "units" > 0 AND "remaining" >= 0 AND "remaining" <= "units");

-- What the schedule looks for: lots to be activated, lots to expire, and those with something left to spend.
CREATE INDEX "unit_transfer_locked_idx" ON "unit_transfer" ("locked_until") WHERE "state" = 'pending' AND "locked_until" IS NOT NULL;
CREATE INDEX "unit_transfer_expiring_idx" ON "unit_transfer" ("expires_at") WHERE "remaining" > 0 AND "expires_at" IS NOT NULL;
CREATE INDEX "unit_transfer_lots_idx" ON "unit_transfer" ("wallet_id", "expires_at", "id") WHERE "remaining" > 0;

-- Lines that wait for their turn.
CREATE INDEX "import_item_queued_idx" ON "import_item" ("import_id", "line") WHERE "state" = 'queued';
CREATE INDEX "import_open_idx" ON "import" ("id") WHERE "state" IN ('queued', 'inprogress');
