-- Every purchase changes one row of each of these. Where its page has room for the new version, none of the table's
-- indexes is touched, of which a member has eight. It holds for pages that are written from now on.
ALTER TABLE "member" SET (fillfactor = 85);
ALTER TABLE "wallet" SET (fillfactor = 85);
ALTER TABLE "achievement_progress" SET (fillfactor = 85);
