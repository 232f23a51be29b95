import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as engineGlue from "@prisma/schema-engine-wasm/schema_engine_bg";
import { openPool } from "./db.ts";

/**
 * Prisma Migrate without its native engine, which cannot be downloaded everywhere: the same engine as
 * WebAssembly, which `prisma migrate` elsewhere agrees with (same files, same `_prisma_migrations` table).
 */

const root = join(import.meta.dirname, "..", "..");
const filters = { externalTables: [], externalEnums: [] };

let loaded: Promise<void> | undefined;

function loadEngine(): Promise<void> {
  loaded ??= (async () => {
    const require = createRequire(import.meta.url);
    const main = require.resolve("@prisma/schema-engine-wasm");
    const bytes = readFileSync(join(main, "..", "schema_engine_bg.wasm"));
    const glue: Record<string, unknown> = engineGlue;
    const { instance } = await WebAssembly.instantiate(bytes, {
      "./schema_engine_bg.js": glue as WebAssembly.ModuleImports,
    });
    engineGlue.__wbg_set_wasm(instance.exports);
    const start = instance.exports.__wbindgen_start;
    if (typeof start === "function") start();
  })();
  return loaded;
}

async function withEngine<T>(
  connectionString: string,
  use: (engine: engineGlue.SchemaEngine) => Promise<T>,
): Promise<T> {
  await loadEngine();
  // The engine does not close what the adapter opens: with a pool of our own, we can.
  const pool = openPool(connectionString);
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool));
    const engine = await engineGlue.SchemaEngine.new({ datamodels: schemaFiles() }, () => {}, adapter);
    try {
      return await use(engine);
    } finally {
      engine.free();
    }
  } finally {
    await pool.end();
  }
}

function schemaFiles(): [string, string][] {
  const folder = join(root, "prisma", "schema");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".prisma"))
    .sort()
    .map((name) => [join(folder, name), readFileSync(join(folder, name), "utf8")]);
}

function migrationsList() {
  const baseDir = join(root, "prisma", "migrations");
  const directories = readdirSync(baseDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir,
    lockfile: {
      path: "migration_lock.toml",
      content: readFileSync(join(baseDir, "migration_lock.toml"), "utf8"),
    },
    shadowDbInitScript: "",
    migrationDirectories: directories.map((path) => ({
      path,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok" as const, value: readFileSync(join(baseDir, path, "migration.sql"), "utf8") },
      },
    })),
  };
}

/** Applies the migrations that the database lacks; answers with their names. Throws what the engine says. */
export async function applyMigrations(connectionString: string): Promise<string[]> {
  const result = await withEngine(connectionString, (engine) =>
    engine.applyMigrations({ migrationsList: migrationsList(), filters }),
  );
  return result.appliedMigrationNames;
}

/** The SQL that would create the whole schema from nothing: the start of a new migration's file. */
export async function schemaAsSql(connectionString: string): Promise<string> {
  const result = await withEngine(connectionString, (engine) =>
    engine.diff({
      from: { tag: "empty" },
      to: { tag: "schemaDatamodel", files: schemaFiles().map(([path, content]) => ({ path, content })) },
      script: true,
      exitCode: null,
      filters,
    }),
  );
  return result.stdout ?? "";
}
