-- Units of a whole programme can expire in the same second, and tiers be looked at on the same day: a pass of the
-- schedule goes on behind the last one that it has seen, which takes the id as well.
CREATE INDEX "unit_transfer_locked_order_idx" ON "unit_transfer" ("locked_until", "id") WHERE "state" = 'pending' AND "locked_until" IS NOT NULL;
CREATE INDEX "unit_transfer_expiring_order_idx" ON "unit_transfer" ("expires_at", "id") WHERE "remaining" > 0 AND "expires_at" IS NOT NULL;
CREATE INDEX "member_level_recalculation_order_idx" ON "member" ("level_recalculation_at", "id") WHERE "level_recalculation_at" IS NOT NULL;
DROP INDEX "unit_transfer_locked_idx";
DROP INDEX "unit_transfer_expiring_idx";
DROP INDEX "member_level_recalculation_due_idx";
