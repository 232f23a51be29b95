-- What was changed of one thing is looked for by its id alone: an id says which store and what kind it is of. The index
-- that began with those two was of no use to whoever may see several stores, and this one serves its readers too.
CREATE INDEX "audit_entry_entity_id_id_idx" ON "audit_entry" ("entity_id", "id");
DROP INDEX "audit_entry_store_id_entity_type_entity_id_id_idx";
