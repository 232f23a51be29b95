-- How many units were earned, spent or have expired over a range of days is read from the transfers of that range.
-- Ids are no help there: they rise with the time of the insert, which is not always that of the transfer.
CREATE INDEX "unit_transfer_store_id_created_at_idx" ON "unit_transfer" ("store_id", "created_at");
CREATE INDEX "unit_transfer_unlocked_idx" ON "unit_transfer" ("store_id", "unlocked_at") WHERE "unlocked_at" IS NOT NULL;
