-- What a purchase writes refers to rows that the same transaction has just written, read or locked, and which nothing
-- deletes: a check of each reference is a statement of its own, and holds one row against all purchases at once.
-- lib/loyalty/actions.integration.test.ts looks for references to what is not there, after every kind of action.
ALTER TABLE "loyalty_transaction" DROP CONSTRAINT "loyalty_transaction_member_id_fkey";
ALTER TABLE "transaction_item" DROP CONSTRAINT "transaction_item_transaction_id_fkey";
ALTER TABLE "wallet" DROP CONSTRAINT "wallet_member_id_fkey", DROP CONSTRAINT "wallet_wallet_type_id_fkey";
ALTER TABLE "unit_transfer" DROP CONSTRAINT "unit_transfer_wallet_id_fkey";
ALTER TABLE "campaign_execution" DROP CONSTRAINT "campaign_execution_campaign_id_fkey";
ALTER TABLE "achievement_progress" DROP CONSTRAINT "achievement_progress_achievement_id_fkey";
