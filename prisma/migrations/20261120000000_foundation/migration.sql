-- Events, deliveries and attempts are range-partitioned on their UUIDv7 keys, which Prisma cannot declare.
-- The partitions themselves are made and dropped by lib/platform/partitions.ts.

-- CreateEnum
CREATE TYPE "access" AS ENUM ('VIEW', 'MODIFY');

-- CreateEnum
CREATE TYPE "delivery_state" AS ENUM ('pending', 'succeeded', 'exhausted', 'cancelled');

-- CreateEnum
CREATE TYPE "delivery_trigger" AS ENUM ('schedule', 'manual', 'test', 'replay');

-- CreateEnum
CREATE TYPE "subscription_state" AS ENUM ('active', 'paused', 'disabled');

-- CreateEnum
CREATE TYPE "body_format" AS ENUM ('v5', 'legacy');

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL,
    "store_id" UUID,
    "event_type" TEXT NOT NULL,
    "entity_type" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "user_id" UUID,
    "username" TEXT,
    "user_type" TEXT NOT NULL,
    "ip" TEXT,
    "request_id" TEXT,
    "before" JSONB,
    "after" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "administrator" (
    "id" UUID NOT NULL,
    "username" TEXT NOT NULL,
    "email" TEXT,
    "first_name" TEXT,
    "last_name" TEXT,
    "password_hash" TEXT NOT NULL,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "administrator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "is_master" BOOLEAN NOT NULL DEFAULT false,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "role_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_permission" (
    "role_id" INTEGER NOT NULL,
    "resource" TEXT NOT NULL,
    "access" "access" NOT NULL,

    CONSTRAINT "role_permission_pkey" PRIMARY KEY ("role_id","resource","access")
);

-- CreateTable
CREATE TABLE "role_store" (
    "role_id" INTEGER NOT NULL,
    "store_id" UUID NOT NULL,

    CONSTRAINT "role_store_pkey" PRIMARY KEY ("role_id","store_id")
);

-- CreateTable
CREATE TABLE "administrator_role" (
    "administrator_id" UUID NOT NULL,
    "role_id" INTEGER NOT NULL,

    CONSTRAINT "administrator_role_pkey" PRIMARY KEY ("administrator_id","role_id")
);

-- CreateTable
CREATE TABLE "refresh_token" (
    "id" UUID NOT NULL,
    "family_id" UUID NOT NULL,
    "administrator_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "refresh_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "jwt_key" (
    "id" TEXT NOT NULL,
    "public_jwk" JSONB NOT NULL,
    "private_sealed" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "jwt_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "subscription_id" UUID NOT NULL,
    "event_name" TEXT NOT NULL,
    "trigger" "delivery_trigger" NOT NULL DEFAULT 'schedule',
    "state" "delivery_state" NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_status_code" INTEGER,
    "last_error_code" TEXT,
    "last_duration_ms" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
) PARTITION BY RANGE ("id");

-- CreateTable
CREATE TABLE "delivery_due" (
    "subscription_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "delivery_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "trigger" "delivery_trigger" NOT NULL DEFAULT 'schedule',
    "step" SMALLINT NOT NULL DEFAULT 0,

    CONSTRAINT "delivery_due_pkey" PRIMARY KEY ("subscription_id","due_at","delivery_id")
);

-- CreateTable
CREATE TABLE "delivery_attempt" (
    "delivery_id" UUID NOT NULL,
    "number" SMALLINT NOT NULL,
    "store_id" UUID NOT NULL,
    "subscription_id" UUID NOT NULL,
    "trigger" "delivery_trigger" NOT NULL,
    "request_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "url" TEXT NOT NULL,
    "format" "body_format" NOT NULL,
    "request_headers" TEXT NOT NULL,
    "body_sha256" BYTEA NOT NULL,
    "dns_ms" REAL,
    "connect_ms" REAL,
    "tls_ms" REAL,
    "first_byte_ms" REAL,
    "total_ms" REAL NOT NULL,
    "remote_address" TEXT,
    "status_code" SMALLINT,
    "response_headers" TEXT,
    "response_body" BYTEA,
    "response_truncated" BOOLEAN NOT NULL DEFAULT false,
    "error_code" TEXT,
    "error_message" TEXT,

    CONSTRAINT "delivery_attempt_pkey" PRIMARY KEY ("delivery_id","number")
) PARTITION BY RANGE ("delivery_id");

-- CreateTable
CREATE TABLE "lane" (
    "subscription_id" UUID NOT NULL,
    "worker_id" UUID,
    "epoch" BIGINT NOT NULL DEFAULT 0,
    "last_served_at" TIMESTAMPTZ(3),
    "hold_until" TIMESTAMPTZ(3),

    CONSTRAINT "lane_pkey" PRIMARY KEY ("subscription_id")
);

-- CreateTable
CREATE TABLE "worker" (
    "id" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "event_name" TEXT NOT NULL,
    "data" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
) PARTITION BY RANGE ("id");

-- CreateTable
CREATE TABLE "publish_key" (
    "store_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "event_id" UUID NOT NULL,
    "body_sha256" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "publish_key_pkey" PRIMARY KEY ("store_id","key")
);

-- CreateTable
CREATE TABLE "store" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "store_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_subscription" (
    "id" UUID NOT NULL,
    "store_id" UUID NOT NULL,
    "event_names" TEXT[] NOT NULL,
    "url" TEXT NOT NULL,
    "description" TEXT,
    "active_from" TIMESTAMPTZ(3) NOT NULL,
    "state" "subscription_state" NOT NULL DEFAULT 'active',
    "disabled_reason" TEXT,
    "format" "body_format" NOT NULL DEFAULT 'v5',
    "hmac_enabled" BOOLEAN NOT NULL DEFAULT false,
    "headers_sealed" BYTEA,
    "max_in_flight" INTEGER NOT NULL DEFAULT 32,
    "rate_per_second" INTEGER,
    "timeout_ms" INTEGER NOT NULL DEFAULT 15000,
    "retry_schedule" INTEGER[] NOT NULL DEFAULT ARRAY[]::INTEGER[],
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_secret" (
    "id" UUID NOT NULL,
    "subscription_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "sealed" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_secret_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "audit_entry_store_id_entity_type_entity_id_id_idx" ON "audit_entry"("store_id", "entity_type", "entity_id", "id");

-- CreateIndex
CREATE INDEX "audit_entry_store_id_id_idx" ON "audit_entry"("store_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "administrator_username_key" ON "administrator"("username");

-- CreateIndex
CREATE UNIQUE INDEX "administrator_email_key" ON "administrator"("email");

-- CreateIndex
CREATE UNIQUE INDEX "role_name_key" ON "role"("name");

-- CreateIndex
CREATE UNIQUE INDEX "refresh_token_token_hash_key" ON "refresh_token"("token_hash");

-- CreateIndex
CREATE INDEX "refresh_token_family_id_idx" ON "refresh_token"("family_id");

-- CreateIndex
CREATE INDEX "refresh_token_administrator_id_idx" ON "refresh_token"("administrator_id");

-- CreateIndex
CREATE INDEX "refresh_token_expires_at_idx" ON "refresh_token"("expires_at");

-- CreateIndex
CREATE INDEX "delivery_store_id_id_idx" ON "delivery"("store_id", "id");

-- CreateIndex
CREATE INDEX "delivery_subscription_id_id_idx" ON "delivery"("subscription_id", "id");

-- CreateIndex
CREATE INDEX "delivery_event_id_idx" ON "delivery"("event_id");

-- CreateIndex
CREATE INDEX "lane_worker_id_idx" ON "lane"("worker_id");

-- CreateIndex
CREATE INDEX "event_store_id_id_idx" ON "event"("store_id", "id");

-- CreateIndex
CREATE INDEX "publish_key_created_at_idx" ON "publish_key"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "store_code_key" ON "store"("code");

-- CreateIndex
CREATE INDEX "webhook_subscription_store_id_created_at_idx" ON "webhook_subscription"("store_id", "created_at");

-- CreateIndex
CREATE INDEX "webhook_subscription_event_names_idx" ON "webhook_subscription" USING GIN ("event_names");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_secret_subscription_id_version_key" ON "webhook_secret"("subscription_id", "version");

-- AddForeignKey
ALTER TABLE "role_permission" ADD CONSTRAINT "role_permission_role_id_fkey" FOREIGN KEY ("role_id") REFERENCES "role"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_store" ADD CONSTRAINT "role_store_role_id_fkey" FOREIGN KEY ("role_id") REFERENCES "role"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_store" ADD CONSTRAINT "role_store_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "store"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "administrator_role" ADD CONSTRAINT "administrator_role_administrator_id_fkey" FOREIGN KEY ("administrator_id") REFERENCES "administrator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "administrator_role" ADD CONSTRAINT "administrator_role_role_id_fkey" FOREIGN KEY ("role_id") REFERENCES "role"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refresh_token" ADD CONSTRAINT "refresh_token_administrator_id_fkey" FOREIGN KEY ("administrator_id") REFERENCES "administrator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_subscription" ADD CONSTRAINT "webhook_subscription_store_id_fkey" FOREIGN KEY ("store_id") REFERENCES "store"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_secret" ADD CONSTRAINT "webhook_secret_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "webhook_subscription"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The queue turns over completely all day: keep its dead rows few.
ALTER TABLE "delivery_due" SET (
  autovacuum_vacuum_scale_factor = 0.01,
  autovacuum_vacuum_threshold = 1000,
  autovacuum_vacuum_insert_scale_factor = 0.2,
  autovacuum_vacuum_cost_delay = 0,
  autovacuum_analyze_scale_factor = 0.2
);

-- Lanes and workers are few rows that change all the time.
ALTER TABLE "lane" SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 200);
ALTER TABLE "worker" SET (fillfactor = 50);

-- The list of a store's webhooks, newest first, leaves deleted ones out.
CREATE INDEX "webhook_subscription_listed_idx" ON "webhook_subscription" ("store_id", "created_at" DESC, "id" DESC) WHERE "deleted_at" IS NULL;
