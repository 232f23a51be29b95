-- A line that moves units and says no id of its own is known by its file and its place there. Files that were sent before
-- this have no digest, and their lines no such identity.
ALTER TABLE "import" ADD COLUMN "file_sha256" BYTEA;
