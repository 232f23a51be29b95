-- A store has a default wallet type from its beginning, also one in which no unit has moved yet.
-- The id is a UUIDv7: 48 bits of time, version 7, variant 2, the rest at random.
INSERT INTO "wallet_type" ("id", "store_id", "code", "name", "translations", "unit_singular_name", "unit_plural_name",
                           "is_default", "created_at", "updated_at")
SELECT (lpad(to_hex(floor(extract(epoch FROM now()) * 1000)::bigint), 12, '0') || '7' ||
        substr(random_hex, 1, 3) || to_hex(8 + get_byte(random_bytes, 15) % 4) || substr(random_hex, 4, 15))::uuid,
       s."id", 'default', 'Points', '{"en": {"name": "Points"}}', 'point', 'points', true, now(), now()
  FROM "store" s
 CROSS JOIN LATERAL (SELECT sha256(uuid_send(gen_random_uuid()) || uuid_send(s."id")) AS random_bytes) r
 CROSS JOIN LATERAL (SELECT encode(r.random_bytes, 'hex') AS random_hex) h
 WHERE NOT EXISTS (SELECT FROM "wallet_type" t WHERE t."store_id" = s."id" AND t."is_default")
ON CONFLICT DO NOTHING;
