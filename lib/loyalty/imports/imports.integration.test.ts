import { afterAll, beforeAll, expect, it } from "vitest";
import type { Context } from "#lib/auth/context.ts";
import { advanceImports } from "#lib/jobs/advance-imports.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { createTestDatabase, type TestDatabase } from "#lib/testing/database.ts";
import { type AStore, aContext, aStore } from "#lib/testing/factories.ts";
import { aMember, aTierSet, eventsOf } from "#lib/testing/loyalty.ts";
import type { ImportType } from "./constants.ts";
import { getImport, listImportItems, listImports } from "./data.ts";
import { cancelImport, createImport } from "./mutations.ts";

let database: TestDatabase;
let services: Services;

beforeAll(async () => {
  database = await createTestDatabase();
  services = database.services;
});
afterAll(() => database.drop());

const NEVER = new AbortController().signal;
const EVERYTHING = { page: 1, itemsOnPage: 50, orderBy: [], conditions: [] };
const BOTH = ["UnitsTransferWasAdded", "AvailablePointsAmountChanged"];

async function scene() {
  const store = await aStore(services);
  const ctx = aContext(services, store);
  return { store, ctx, upload: (type: ImportType, text: string) => upload(ctx, type, text) };
}

function upload(ctx: Context, type: ImportType, text: string) {
  return createImport(ctx, { type, fileName: `${type}.csv`, file: new TextEncoder().encode(text) });
}

async function imported(ctx: Context, type: ImportType, text: string) {
  const { importId } = await upload(ctx, type, text);
  while ((await getImport(ctx, importId)).completedAt === null) await advanceImports(services, NEVER);
  const { items } = await listImportItems(ctx, importId, EVERYTHING);
  return { progress: await getImport(ctx, importId), items };
}

async function namesOf(store: AStore): Promise<string[]> {
  return (await eventsOf(services, store)).map(({ eventName }) => eventName);
}

it("transactions are registered and matched, a repeated line once, and rejected lines are reported", async () => {
  const { store, ctx } = await scene();
  const member = await aMember(services, store, { email: "emma@example.com" });
  const text = `documentNumber,purchasedAt,email,sku,productName,category,grossValue
D-1,2026-01-02T10:00:00Z,EMMA@example.com,A,Beans,Coffee,12.50
D-1,2026-01-02T10:00:00Z,EMMA@example.com,B,Cup,Ware,7.5
D-2,2026-01-03T10:00:00Z,,A,Beans,Coffee,5
D-3,yesterday,,A,Beans,Coffee,much
D-2,2026-01-03T10:00:00Z,,A,Beans,Coffee,5
D-1,2026-01-02T10:00:00Z,,A,Beans,Coffee,1
`;
  const { progress, items } = await imported(ctx, "transaction", text);
  expect(progress).toMatchObject({
    status: "succeed",
    itemsToImport: 5,
    itemsSucceeded: 3,
    itemsRejected: 2,
  });
  expect(progress.completedAt).not.toBeNull();
  expect(items.map(({ line, status }) => [line, status])).toEqual([
    [2, "succeed"],
    [4, "succeed"],
    [5, "error"],
    [6, "succeed"],
    [7, "error"],
  ]);
  expect(items[1]?.entity).toEqual(items[3]?.entity);
  expect(items[2]?.message).toContain("purchasedAt: This value should be a date and time");
  expect(items[2]?.message).toContain("grossValue: This value should be a number.");
  expect(items[4]?.message).toBe("documentNumber: Another transaction has this document number.");
  const events = await eventsOf(services, store);
  // The two documents are taken in at the same time.
  expect(events.map(({ eventName }) => eventName).toSorted()).toEqual([
    "TransactionAssignedToCustomer",
    "TransactionRegistered",
    "TransactionRegistered",
  ]);
  const assigned = events.find(({ eventName }) => eventName === "TransactionAssignedToCustomer");
  expect(assigned?.data).toMatchObject({ grossValue: 20, customer: { customerId: member.id } });

  const matches = await imported(
    ctx,
    "transactionMatch",
    `documentNumber,customerId\nD-2,${member.id}\nD-2,${member.id}\nD-9,${member.id}\nD-2,\n`,
  );
  expect(matches.progress).toMatchObject({ itemsSucceeded: 2, itemsRejected: 2 });
  expect(matches.items.flatMap(({ message }) => message ?? [])).toEqual([
    "There is no such transaction, or no such member.",
    "customerId: Say who it is: customerId, customerLoyaltyCardNumber or customerPhoneNumber.",
  ]);
  expect((await namesOf(store)).slice(3)).toEqual(["TransactionAssignedToCustomer"]);
});

it("units are added and spent in the order of the file, for members by any of their data", async () => {
  const { store, ctx } = await scene();
  const member = await aMember(services, store, { email: "e@example.com", loyaltyCardNumber: "6042" });
  const added = await imported(
    ctx,
    "unitTransferAdding",
    `email;loyaltyCardNumber;points;externalTransferId\ne@example.com;;0.1;x-1\n;6042;0.2;x-2\n;6042;0.2;x-2\n;9999;5;x-3\n;6042;-5;\n`,
  );
  expect(added.progress).toMatchObject({ itemsSucceeded: 3, itemsRejected: 2, createdBy: "tester" });
  expect(added.items[3]?.message).toBe("customerId: No member is known by what the line says.");
  expect(added.items[4]?.message).toBe("points: This value should be more than 0.");
  expect(await namesOf(store)).toEqual([...BOTH, ...BOTH]);

  const spent = await imported(
    ctx,
    "unitTransferSpending",
    `customerId,points\n${member.id},0.3\n${member.id},1\n`,
  );
  expect(spent.items.map(({ message }) => message ?? "")).toEqual([
    "",
    "points: Not enough points. The member can spend 0.",
  ]);
  expect(await namesOf(store)).toEqual([...BOTH, ...BOTH, ...BOTH]);
});

it("the same file sent again moves no units, and takes in what was rejected before; another file moves its own", async () => {
  const { store, ctx } = await scene();
  const member = await aMember(services, store, { email: "e@example.com" });
  // Two lines that say the same are two bonuses.
  const file = "email,points\ne@example.com,5\ne@example.com,5\nlate@example.com,7\n";
  const first = await imported(ctx, "unitTransferAdding", file);
  expect(first.progress).toMatchObject({ itemsSucceeded: 2, itemsRejected: 1 });
  await aMember(services, store, { email: "late@example.com" });
  const again = await imported(ctx, "unitTransferAdding", file);
  expect(again.items.map(({ status }) => status)).toEqual(["error", "error", "succeed"]);
  expect(again.items[0]?.message).toContain("imported before");
  expect(await namesOf(store)).toEqual([...BOTH, ...BOTH, ...BOTH]);

  expect((await imported(ctx, "unitTransferSpending", file)).progress).toMatchObject({ itemsSucceeded: 3 });
  const next = await imported(ctx, "unitTransferAdding", `${file}e@example.com,1\n`);
  expect(next.progress).toMatchObject({ itemsSucceeded: 4, itemsRejected: 0 });
  const wallet = await services.db.prisma.wallet.findFirstOrThrow({ where: { memberId: member.id } });
  expect(Number(wallet.active)).toBe(11);
});

it("members are registered with all that a file says of them", async () => {
  const { store, ctx } = await scene();
  await aTierSet(services, store);
  const { items, progress } = await imported(
    ctx,
    "member",
    `email,firstName,birthDate,city,companyName,labels,agreement1
ann@example.com,Ann,1990-05-01,London,Acme,roast=dark; milk=oat,true
ann@example.com,Ann,,,,,
not an address,,,,,,maybe
`,
  );
  expect(progress).toMatchObject({ itemsSucceeded: 1, itemsRejected: 2 });
  expect(items[1]?.message).toBe("email: Another member has this value.");
  expect(items[2]?.message).toContain("agreement1: This value should be true or false.");
  const events = await eventsOf(services, store);
  expect(events.map(({ eventName }) => eventName)).toEqual(["CustomerRegistered", "CustomerLevelChanged"]);
  expect(events[0]?.data).toMatchObject({
    customerId: items[0]?.entity?.id,
    customerData: {
      email: "ann@example.com",
      firstName: "Ann",
      address: { city: "London" },
      company: { name: "Acme" },
      customAttributes: [
        { key: "roast", value: "dark" },
        { key: "milk", value: "oat" },
      ],
      agreement1: true,
    },
  });
});

it("an import that is interrupted, or worked at by two, takes every line in exactly once", async () => {
  const { store, ctx, upload: send } = await scene();
  const member = await aMember(services, store);
  const lines = Array.from({ length: 120 }, (_, index) => `${member.id},${index + 1}`);
  const { importId } = await send("unitTransferAdding", `customerId,points\n${lines.join("\n")}`);
  const stop = new AbortController();
  const [first] = await Promise.all([
    services.db.prisma.importItem.findFirstOrThrow({ where: { importId } }),
    advanceImports(services, stop.signal),
    expect
      .poll(async () => (await getImport(ctx, importId)).itemsSucceeded, { interval: 5, timeout: 20_000 })
      .toBeGreaterThan(0)
      .then(() => stop.abort()),
  ]);
  expect(first.state).toBe("queued");
  const interrupted = await getImport(ctx, importId);
  expect(interrupted.status).toBe("inprogress");
  expect(interrupted.itemsSucceeded).toBeLessThan(120);

  while ((await getImport(ctx, importId)).completedAt === null) {
    await Promise.all([advanceImports(services, NEVER), advanceImports(services, NEVER)]);
  }
  expect(await getImport(ctx, importId)).toMatchObject({ status: "succeed", itemsSucceeded: 120 });
  expect(await namesOf(store)).toHaveLength(240);
  const wallet = await services.db.prisma.wallet.findFirstOrThrow({ where: { memberId: member.id } });
  expect(Number(wallet.active)).toBe((120 * 121) / 2);
});

it("purchases of different members are taken in together, each line once, also when two are at them", async () => {
  const { store, ctx, upload: send } = await scene();
  const members = await Promise.all(Array.from({ length: 60 }, () => aMember(services, store)));
  const lines = members.map(({ id }, index) => `doc-${index},2026-11-26T09:00:00Z,B,Beans,Coffee,5,${id}`);
  const columns = "documentNumber,purchasedAt,sku,productName,category,grossValue,customerId";
  const { importId } = await send("transaction", [columns, ...lines, lines[0], "doc-60,never"].join("\n"));
  while ((await getImport(ctx, importId)).completedAt === null) {
    await Promise.all([advanceImports(services, NEVER), advanceImports(services, NEVER)]);
  }
  expect(await getImport(ctx, importId)).toMatchObject({ itemsSucceeded: 61, itemsRejected: 1 });
  expect(await namesOf(store)).toHaveLength(120);
  const other = await send("transaction", [columns, ...lines].join("\n").replaceAll("doc-", "other-"));
  await advanceImports(services, NEVER);
  const { rows } = await services.db.pool.query<{ documents: number; transactions: number }>(
    `SELECT count(*)::int AS documents, count(DISTINCT t.xmin::text)::int AS transactions
       FROM import_item i JOIN loyalty_transaction t ON t.id = i.entity_id WHERE i.import_id = $1`,
    [other.importId],
  );
  expect(rows[0]?.documents).toBe(60);
  expect(rows[0]?.transactions).toBeLessThan(30);
});

it("units of one member move in the order of the file, whatever its lines call the member", async () => {
  const { store, ctx } = await scene();
  const names = ["email", "phone", "loyaltyCardNumber", "customerId"];
  const members = await Promise.all(
    ["a", "b", "c"].map((name, index) =>
      aMember(services, store, {
        email: `${name}@example.com`,
        phone: `+4477009001${index}`,
        loyaltyCardNumber: `card-${name}`,
      }),
    ),
  );
  const give = members.flatMap((member, index) =>
    Array.from({ length: 4 }, (_, at) => {
      const known = { ...member, customerId: member.id } as Record<string, unknown>;
      return `${names.map((name, column) => (column === (at + index) % 4 ? known[name] : "")).join(",")},${at + 1}`;
    }),
  );
  await imported(ctx, "unitTransferAdding", `${names.join(",")},points\n${give.join("\n")}\n`);
  const transfers = await services.db.prisma.unitTransfer.findMany({
    where: { storeId: store.id },
    orderBy: { id: "asc" },
    select: { memberId: true, units: true },
  });
  for (const { id } of members) {
    const ofMember = transfers.filter(({ memberId }) => memberId === id);
    expect(ofMember.map(({ units }) => Number(units))).toEqual([1, 2, 3, 4]);
  }
});

it("an import that is cancelled takes in no more; what was taken in stays, and is counted", async () => {
  const { store, ctx, upload: send } = await scene();
  const member = await aMember(services, store);
  const lines = Array.from({ length: 300 }, (_, index) => `${member.id},${index + 1}`);
  const { importId } = await send("unitTransferAdding", `customerId,points\n-,-\n${lines.join("\n")}`);
  const working = advanceImports(services, NEVER);
  const moved = () => services.db.prisma.unitTransfer.count({ where: { storeId: store.id } });
  await expect.poll(moved, { interval: 5, timeout: 20_000 }).toBeGreaterThan(3);
  await cancelImport(ctx, importId);
  const cancelled = await getImport(ctx, importId);
  const taken = await moved();
  await working;
  await advanceImports(services, NEVER);

  expect(await moved()).toBe(taken);
  expect(taken).toBeLessThan(300);
  expect(cancelled).toMatchObject({ status: "cancelled", itemsSucceeded: taken, itemsRejected: 1 });
  expect(cancelled.completedAt).not.toBeNull();
  expect(await getImport(ctx, importId)).toEqual(cancelled);
  const left = await services.db.prisma.importItem.count({ where: { importId, state: "cancelled" } });
  expect(left).toBe(300 - taken);
  const audited = await services.db.prisma.auditEntry.findFirstOrThrow({
    where: { entityId: importId, eventType: "import.cancelled" },
  });
  expect(audited.after).toMatchObject({ itemsCancelled: left });

  await expect(cancelImport(ctx, importId)).rejects.toMatchObject({ code: "conflict" });
  const viewer = aContext(services, store, { IMPORT: "VIEW" });
  await expect(cancelImport(viewer, importId)).rejects.toMatchObject({ code: "forbidden" });
  await expect(cancelImport((await scene()).ctx, importId)).rejects.toMatchObject({ code: "not_found" });
});

it("whoever may not do it one by one may not import it, and imports of other stores are not to be found", async () => {
  const { store, ctx } = await scene();
  const importer = aContext(services, store, { IMPORT: "MODIFY", CUSTOMER: "MODIFY" });
  await expect(upload(importer, "unitTransferAdding", "points\n1")).rejects.toMatchObject({
    code: "forbidden",
  });
  const { importId } = await upload(importer, "member", "email\na@example.com");
  const other = await scene();
  await expect(getImport(other.ctx, importId)).rejects.toMatchObject({ code: "not_found" });
  expect((await listImports(other.ctx, EVERYTHING)).items).toEqual([]);
  await expect(upload(ctx, "member", "\u0000")).rejects.toMatchObject({
    violations: [{ path: "file", message: "The file should be a text in UTF-8." }],
  });
});
