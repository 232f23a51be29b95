import { RESOURCES } from "#lib/auth/core/permissions.ts";
import { issueTokens } from "#lib/auth/tokens.ts";
import { CATALOGUE } from "#lib/catalogue/catalogue.ts";
import { EVENT_NAMES, type EventName } from "#lib/catalogue/event-names.ts";
import { validateEventData } from "#lib/catalogue/validate.ts";
import type { Input } from "#lib/client/client.ts";
import type { Services } from "#lib/platform/runtime.ts";
import { type AStore, anAdministrator } from "#lib/testing/factories.ts";
import { eventsOf } from "#lib/testing/loyalty.ts";
import { aCampaign, anAchievement, aReward } from "#lib/testing/programme.ts";
import { type ReceivedRequest, verifyRequest } from "#lib/testing/receiver.ts";
import { expect, test } from "../support/fixtures.ts";
import { clientOf, send } from "../support/rest-client.ts";

/** Every action of the programme, done over HTTP as integrators, members and the clock do it. */

const ADDED = ["UnitsTransferWasAdded", "AvailablePointsAmountChanged"] as const;
const BALANCE = "AvailablePointsAmountChanged";
const LEVEL = "CustomerLevelChanged";
const PROGRESS = "MemberAchievementProgressWasChanged";

type Event = Awaited<ReturnType<typeof eventsOf>>[number];

test("every action has exactly its events, which reach the webhooks in the bodies of both versions, and none besides", async ({
  services,
  store,
  receiver,
}) => {
  test.setTimeout(180_000);
  const administrator = await anAdministrator(services, store, { resources: RESOURCES });
  const { token } = await issueTokens(services, administrator);
  const call = async (method: string, path: string, body?: unknown, as: string | null = token) => {
    const answer = await send(method, `/api/${store.code}${path}`, { token: as, body });
    expect([200, 204], `${method} ${path}: ${answer.text}`).toContain(answer.status);
    return answer.body;
  };
  const post = (path: string, body?: unknown, as: string | null = token) => call("POST", path, body, as);

  const url = (format: string) => `${receiver.url}?${format}`;
  const subscribe = async (legacy: boolean, eventNames: readonly EventName[]) =>
    post("/webhook/subscription", {
      webhookSubscription: { eventNames, url: url(legacy ? "legacy" : "v5"), legacy },
    });
  const v5 = await subscribe(false, EVENT_NAMES);
  const legacyNames = EVENT_NAMES.filter((name) => CATALOGUE[name].legacy !== null);
  const legacy = await subscribe(true, legacyNames);

  const told: Event[] = [];
  /** What it does has these events, in this order. Answers with them. */
  const step = (title: string, names: readonly EventName[], act: () => Promise<unknown>) =>
    test.step(title, async () => {
      await act();
      const events = (await eventsOf(services, store)).slice(told.length);
      told.push(...events);
      expect(
        events.map(({ eventName }) => eventName),
        title,
      ).toEqual(names);
      return events;
    });
  /** The clock has come to it: passes follow each other in an order of their own. */
  const byTheClock = (title: string, names: readonly EventName[]) =>
    test.step(title, async () => {
      await runSchedule(services);
      const events = (await eventsOf(services, store)).slice(told.length);
      told.push(...events);
      expect(events.map(({ eventName }) => eventName).toSorted(), title).toEqual(names.toSorted());
    });

  // Tiers, and members in them.
  const tierSet = {
    translations: { en: { name: "Club" } },
    conditions: [{ attribute: "activeUnits" }, { attribute: "totalSpending" }],
    downgrade: { mode: "periodic", period: "yearly" },
  };
  const { tierSetId } = await post("/tierSet", { tierSet });
  const set = await call("GET", `/tierSet/${tierSetId}`);
  const [units, spending] = set.conditions.map(({ id }: { id: string }) => id);
  const threshold = (points: number, money: number) => [
    { conditionId: units, value: points },
    { conditionId: spending, value: money },
  ];
  await call("PUT", `/tierSet/${tierSetId}/tiers`, {
    tiers: [
      { levelId: set.tiers[0].levelId, translations: { en: { name: "Basic" } }, conditions: [] },
      { translations: { en: { name: "Silver" } }, conditions: threshold(1_000, 0) },
      { translations: { en: { name: "Gold" } }, conditions: threshold(1_000, 1_000) },
    ],
  });
  const gold: string = (await call("GET", `/tierSet/${tierSetId}`)).tiers[2].levelId;

  const enter = async (name: string): Promise<string> => {
    const customer = { email: `${name}@example.com`, phone: `+44${name}`, loyaltyCardNumber: name };
    let id = "";
    await step(`${name} is created`, ["CustomerRegistered", LEVEL], async () => {
      id = (await post("/member", { customer })).customerId;
    });
    return id;
  };
  const emma = await enter("emma");
  const otto = await enter("otto");
  const tina = await enter("tina");

  // Signing up, codes, one's own changes.
  const plainPassword = "a good long password";
  const signUp = { email: "sam@example.com", phone: "+44700", agreement1: true, plainPassword };
  let sam = "";
  const codeOf = (events: Event[]): string => events.at(-1)?.data.code;
  await step("signing up", ["CustomerWasRegisteredWithoutActivation"], async () => {
    sam = (await post("/member/register", { customer: signUp }, null)).customerId;
  });
  await step("an administrator sends a code", ["CustomerRequestedSendActivationCode"], () =>
    post(`/member/${sam}/send-code`),
  );
  const resent = await step("a member asks for a code", ["CustomerRequestedSendActivationCode"], () =>
    post("/member/resend-code", { phone: "+44700" }, null),
  );
  await step("activation by the code", ["CustomerRegistered", LEVEL], () =>
    post(`/member/activate/${codeOf(resent)}`, undefined, null),
  );
  const signIn = async (username: string, password: string): Promise<string> =>
    (await post("/member/login_check", { username, password }, null)).token;
  const own = await signIn(signUp.email, plainPassword);
  for (const [field, value, name] of [
    ["email", "samuel@example.com", "CustomerEmailWasChanged"],
    ["phone", "+44701", "CustomerPhoneNumberWasChanged"],
  ] as const) {
    const asked = await step(`a member's own ${field} changes`, [name], () =>
      call("PUT", `/member/${sam}`, { customer: { [field]: value } }, own),
    );
    await step(`and is confirmed`, ["CustomerUpdated"], () =>
      post(`/member/confirm-change/${codeOf(asked)}`, undefined, null),
    );
  }
  const forgotten = await step("a password is forgotten", ["CustomerRequestedPasswordReset"], () =>
    post("/member/password/reset/request", { username: "samuel@example.com" }, null),
  );
  await step("and reset by the code", [], () =>
    post(
      "/member/password/reset",
      { token: codeOf(forgotten), reset: { plainPassword: "another long password" } },
      null,
    ),
  );
  await signIn("samuel@example.com", "another long password");

  // Each field of a member.
  const changes: object[] = [
    { firstName: "Emma" },
    { lastName: "Clarke" },
    { phone: "+4420" },
    { email: "emma.clarke@example.com" },
    { loyaltyCardNumber: "604" },
    { gender: "female" },
    { registeredAt: "2024-01-01T00:00:00Z" },
    { birthDate: "1991-06-18" },
    { address: { street: "High Street", city: "London" } },
    { company: { name: "Clarke Ltd", nip: "GB1" } },
    { agreement1: true },
    { agreement2: true },
    { agreement3: true },
    { labels: [{ key: "roast", value: "dark" }] },
  ];
  for (const customer of changes) {
    const [field] = Object.keys(customer);
    const change = () => call("PUT", `/member/${emma}`, { customer });
    await step(`${field} changes`, ["CustomerUpdated"], change);
    await step(`${field} stays`, [], change);
  }
  const attribute = { customAttributes: [{ key: "milk", value: "oat" }] };
  for (const method of ["PUT", "DELETE"]) {
    const change = () => call(method, `/member/${emma}/custom-attribute`, attribute);
    await step(`a custom attribute, ${method}`, ["CustomerUpdated"], change);
    await step(`the same again, ${method}`, [], change);
  }

  // Tiers by hand and by thresholds.
  const give = () => post(`/member/${emma}/tier`, { levelId: gold });
  const [up] = await step("a tier by hand", [LEVEL], give);
  expect(up?.data).toMatchObject({
    level: { name: "Gold", levelMoveUp: true, levelMoveDown: false },
    previousLevel: { name: "Basic" },
    lifetimePoints: 0,
  });
  await step("the same tier", [], give);
  const [down] = await step("the manual tier is removed", [LEVEL], () =>
    post(`/member/${emma}/remove-manually-level`, {}),
  );
  expect(down?.data.level).toMatchObject({ name: "Basic", levelMoveUp: false, levelMoveDown: true });

  const move = async (kind: "add" | "spend" | "block", transfer: object): Promise<string> =>
    (await post(`/points/${kind}`, { transfer })).transferId;
  await step("a threshold of points is reached", [...ADDED, LEVEL], () =>
    move("add", { customer: tina, points: 1_000 }),
  );
  const sale = (documentNumber: string, grossValue: number, customerData: object = {}) => ({
    transaction: {
      header: { documentNumber, purchasedAt: "2026-01-02T10:00:00Z" },
      items: [{ sku: "A", name: "Beans", category: "Coffee", grossValue, quantity: 1 }],
      customerData,
    },
  });
  const REGISTERED = ["TransactionRegistered", "TransactionAssignedToCustomer"] as const;
  await step("a threshold of spending is reached", [...REGISTERED, LEVEL], () =>
    post("/transaction", sale("T-1", 1_000, { email: "TINA@example.com" })),
  );
  await step("the same document again", [], () =>
    post("/transaction", sale("T-1", 1_000, { email: "TINA@example.com" })),
  );

  // Transactions and whose they are.
  await step("a transaction of nobody", ["TransactionRegistered"], () =>
    post("/transaction", sale("T-2", 5)),
  );
  const assign = () =>
    post("/transaction/assign", { assign: { transactionDocumentNumber: "T-2", customerId: emma } });
  await step("matched by hand", ["TransactionAssignedToCustomer"], assign);
  await step("matched again", [], assign);
  await step("transactions are imported", ["TransactionRegistered", ...REGISTERED], () =>
    importFile(services, store, token, "transaction", [
      "documentNumber,purchasedAt,loyaltyCardNumber,sku,productName,category,grossValue",
      "I-1,2026-01-03T10:00:00Z,,A,Beans,Coffee,5",
      "I-2,2026-01-03T10:00:00Z,604,A,Beans,Coffee,5",
      "I-2,2026-01-03T10:00:00Z,604,B,Tea,Tea,6.5",
      "I-1,2026-01-03T10:00:00Z,,A,Beans,Coffee,5",
    ]),
  );
  await step("matches are imported", ["TransactionAssignedToCustomer"], () =>
    importFile(services, store, token, "transactionMatch", [
      "documentNumber,customerId",
      `I-1,${emma}`,
      `I-1,${emma}`,
    ]),
  );

  // Units.
  const added = { customer: otto, points: 100.5, externalTransferId: "x-1", comment: "Welcome" };
  let adding = "";
  await step("units are added", ADDED, async () => {
    adding = await move("add", added);
  });
  await step("the same external id", [], async () => expect(await move("add", added)).toBe(adding));
  await step("added units are cancelled", [BALANCE], () => post(`/points/${adding}/cancel`));
  await step("units are imported", [...ADDED, ...ADDED], () =>
    importFile(services, store, token, "unitTransferAdding", [
      "loyaltyCardNumber,points,externalTransferId",
      "otto,200,x-2",
      "604,300,x-3",
      "604,300,x-3",
    ]),
  );
  await step("spending is imported", ADDED, () =>
    importFile(services, store, token, "unitTransferSpending", ["customerId,points", `${otto},10`]),
  );
  await step("units are spent", ADDED, () => move("spend", { customer: otto, points: 0.25 }));
  let blocked = "";
  await step("units are blocked", ADDED, async () => {
    blocked = await move("block", { customer: otto, points: 5 });
  });
  await step("and unblocked", [BALANCE], () => post(`/points/${blocked}/cancel`));
  await step("units go to another member", [...ADDED, ...ADDED], () =>
    post("/points/transfer", { transfer: { sender: otto, receiver: emma, points: 9.75 } }),
  );
  let pending = "";
  await step("units are added and locked", ["UnitsTransferWasAdded"], async () => {
    pending = await move("add", { customer: otto, points: 30, lockedUntilDays: 5, expiresInDays: 90 });
  });
  await step("activated by hand", [BALANCE], () => post(`/points/${pending}/activate`));
  await step("expired by hand", ADDED, () => post(`/points/${pending}/expire`));

  // Rewards.
  let rewardId = "";
  const reward = aReward({ costInPoints: 20, daysValid: 200 });
  await step("a reward is created", ["RewardCreated"], async () => {
    rewardId = (await post("/reward", { reward })).rewardId;
  });
  const changeReward = () => call("PUT", `/reward/${rewardId}`, { reward: { ...reward, featured: true } });
  await step("changed", ["RewardUpdated"], changeReward);
  await step("and not changed", [], changeReward);
  const buy = async (withoutPoints: boolean, idempotencyKey?: string) => {
    const [issued] = await post(`/reward/${rewardId}/buy`, {
      customerId: otto,
      withoutPoints,
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    });
    return issued.issuedRewardId as string;
  };
  let bought = "";
  const [, spent, purchase] = await step(
    "a reward is bought",
    [...ADDED, "CustomerBoughtReward"],
    async () => {
      bought = await buy(false, "till-7");
    },
  );
  expect(purchase?.data).toMatchObject({ costInPoints: 20, pointsBalance: spent?.data.amount });
  await step("the same purchase", [], async () => expect(await buy(false, "till-7")).toBe(bought));
  await step("a reward is given by hand", ["CustomerBoughtReward"], () => buy(true));
  const status = (to: string) => post(`/redemption/${bought}/status`, { status: to });
  const [changed] = await step("a redemption's status", ["RewardRedemptionStatusChanged"], () =>
    status("pending"),
  );
  expect(changed?.data).toMatchObject({ oldStatus: "issued", newStatus: "pending" });
  await step("the same status", [], () => status("pending"));
  await step("a redemption is cancelled", ["RewardRedemptionStatusChanged", BALANCE], () =>
    post(`/redemption/${bought}/cancel`),
  );

  // Custom events, achievements, campaigns.
  await post("/customEvent/schema", {
    customEventSchema: {
      eventType: "app_login",
      name: "Opened the app",
      schema: { fields: [{ type: "text", name: "platform", description: "" }] },
      active: { isActive: true },
    },
  });
  let logins = "";
  const achievement = anAchievement({
    translations: { en: { name: "Two logins" } },
    rules: [
      {
        trigger: "custom_event",
        event: "app_login",
        type: "direct",
        completeRule: { periodGoal: 2, period: { type: "overall" } },
      },
    ],
  });
  await step("an achievement is created", ["AchievementCreated"], async () => {
    logins = (await post("/achievement", { achievement })).achievementId;
  });
  const changeAchievement = () =>
    call("PATCH", `/achievement/${logins}`, { achievement: { limit: { value: 5 } } });
  await step("changed", ["AchievementUpdated"], changeAchievement);
  await step("and not changed", [], changeAchievement);
  await step("an achievement of purchases", ["AchievementCreated"], () =>
    post("/achievement", { achievement: anAchievement() }),
  );
  let campaignId = "";
  const campaign = aCampaign({
    rules: [
      {
        effects: [
          { effect: "give_points", pointsRule: "transaction.grossValue * 2" },
          { effect: "deduct_unit", pointsRule: 1 },
          { effect: "give_reward", rewardId },
          {
            effect: "assign_member_custom_attribute",
            customAttributeKey: "bought",
            customAttributeValueRule: "transaction.documentNumber",
          },
        ],
      },
    ],
  });
  await step("a campaign is created", ["CampaignCreated"], async () => {
    campaignId = (await post("/campaign", { campaign })).campaignId;
  });
  const changeCampaign = () => call("PATCH", `/campaign/${campaignId}`, { campaign: { displayOrder: 3 } });
  await step("changed", ["CampaignUpdated"], changeCampaign);
  await step("and not changed", [], changeCampaign);
  await step("a campaign of a completed achievement", ["CampaignCreated"], () =>
    post("/campaign", {
      campaign: aCampaign({
        trigger: "achievement",
        achievementId: logins,
        rules: [{ effects: [{ effect: "give_points", pointsRule: 50 }] }],
      }),
    }),
  );
  const purchased = await step(
    "a purchase sets off its campaign and makes progress",
    [
      ...REGISTERED,
      "CustomerBoughtReward",
      ...ADDED,
      ...ADDED,
      "CustomerUpdated",
      "CampaignEffectWasApplied",
      PROGRESS,
    ],
    () => post("/transaction", sale("T-3", 12.5, { customerId: emma })),
  );
  expect(purchased[4]?.data).toMatchObject({ amountChange: 25, actionCause: { campaignId } });
  await step("the same purchase", [], () => post("/transaction", sale("T-3", 12.5, { customerId: emma })));
  const eventDate = new Date().toISOString();
  const login = (eventId: string) =>
    post("/customEvent", {
      event: {
        type: "app_login",
        eventId,
        eventDate,
        customerData: { customerId: emma },
        body: { platform: "ios" },
      },
    });
  const [first] = await step("a custom event makes progress", [PROGRESS], () => login("e-1"));
  await step("the same custom event", [], () => login("e-1"));
  await step(
    "one more completes the achievement, which sets off its campaign",
    [PROGRESS, ...ADDED, "CampaignEffectWasApplied"],
    () => login("e-2"),
  );
  const [rule] = first?.data.achievement.memberProgress.rules ?? [];
  const edit = () =>
    call("PATCH", `/member/${emma}/achievement/${logins}/progress`, {
      memberProgress: { rules: [{ achievementRuleId: rule.achievementRuleId, currentPeriodValue: 1 }] },
    });
  await step("progress is edited", [PROGRESS], edit);
  await step("and is so already", [], edit);

  // The clock.
  await step("tina spends, and keeps her tier until it is looked at again", ADDED, () =>
    move("spend", { customer: tina, points: 500 }),
  );
  let expiring = "";
  await step("units that expire soon", ADDED, async () => {
    expiring = await move("add", { customer: otto, points: 7, expiresInDays: 3 });
  });
  await step("units that are locked", ["UnitsTransferWasAdded"], async () => {
    pending = await move("add", { customer: otto, points: 8, lockedUntilDays: 3 });
  });
  await step("a coupon that expires soon", ["RewardCreated", "CustomerBoughtReward"], async () => {
    rewardId = (await post("/reward", { reward: aReward({ daysValid: 5 }) })).rewardId;
    await buy(true);
  });
  const notices = {
    expirePointsNotificationDays: 10,
    expireLevelsNotificationDays: 365,
    expireCouponsNotificationDays: 10,
  };
  await step("notices are switched on", [], () => call("PATCH", "/settings", { settings: notices }));
  await byTheClock("what expires soon is told of", [
    "PointsWillExpire",
    "LevelWillExpire",
    "CouponWillExpire",
  ]);
  await byTheClock("once", []);
  const { prisma } = services.db;
  const past = new Date(Date.now() - 1_000);
  await prisma.unitTransfer.update({ where: { id: pending }, data: { lockedUntil: past } });
  await prisma.unitTransfer.update({ where: { id: expiring }, data: { expiresAt: past } });
  await prisma.member.update({ where: { id: tina }, data: { levelRecalculationAt: past } });
  await byTheClock("what is due happens", [BALANCE, ...ADDED, LEVEL]);
  await byTheClock("once", []);

  const deactivate = () => post(`/member/${otto}/deactivate`);
  await step("a member is deactivated", ["CustomerDeactivated"], deactivate);
  await step("and is so already", [], deactivate);

  // What has arrived.
  const seenNames = new Set(told.map(({ eventName }) => eventName));
  const never: EventName[] = ["AchievementsWereProcessed", "SegmentMembershipDropped"];
  expect(EVENT_NAMES.filter((name) => !seenNames.has(name)).toSorted()).toEqual(never);

  const deliveries = await prisma.delivery.findMany({ where: { storeId: store.id } });
  const legacyTold = told.filter(({ eventName }) => legacyNames.some((name) => name === eventName));
  expect(deliveries).toHaveLength(told.length + legacyTold.length);
  await receiver.waitFor(deliveries.length, 60_000);
  expect(receiver.requests).toHaveLength(deliveries.length);
  const byId = new Map(receiver.requests.map((request) => [String(request.headers["webhook-id"]), request]));
  expect(byId.size).toBe(deliveries.length);
  const published = await prisma.event.findMany({ where: { storeId: store.id } });
  const events = new Map(published.map((event) => [event.id, event]));
  for (const { id, eventId, eventName } of deliveries) {
    const request = byId.get(id);
    const event = events.get(eventId);
    if (request === undefined || event === undefined) throw new Error(`${eventName} did not arrive.`);
    const name = EVENT_NAMES.find((one) => one === eventName);
    if (name === undefined) throw new Error(`${eventName} is no event.`);
    const data = JSON.parse(event.data);
    if (request.path.endsWith("?v5")) expectV5(request, v5.secret, name, data, store);
    else expectLegacy(request, legacy.secret, name, data);
  }
});

function expectV5(
  request: ReceivedRequest,
  secret: string,
  eventName: EventName,
  data: unknown,
  store: AStore,
): void {
  const body = verifyRequest(request, secret) as { data: unknown };
  expect(body).toEqual({
    messageId: request.headers["webhook-id"],
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    eventName,
    storeCode: store.code,
    createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    data,
  });
  expect(validateEventData(eventName, body.data), eventName).toEqual({ ok: true });
}

function expectLegacy(request: ReceivedRequest, secret: string, eventName: EventName, data: unknown): void {
  const form = CATALOGUE[eventName].legacy;
  if (form === null) throw new Error(`${eventName} has no legacy form.`);
  // The catalogue's forms are held against the documents by its own tests.
  const toData = form.toData as (data: unknown) => unknown;
  const expected = JSON.parse(JSON.stringify({ type: form.type, data: toData(data) }));
  expect(verifyRequest(request, secret)).toEqual(expected);
}

/** One pass over what is due, by a job of the worker. */
async function runSchedule({ db, newId }: Services): Promise<void> {
  const key = `schedule-${newId()}`;
  await db.pool.query("SELECT graphile_worker.add_job('loyalty-schedule', job_key => $1)", [key]);
  await expect
    .poll(
      async () => {
        const { rows } = await db.pool.query("SELECT 1 FROM graphile_worker.jobs WHERE key = $1", [key]);
        return rows.length;
      },
      { timeout: 30_000 },
    )
    .toBe(0);
}

/** A file through the API, as a form sends it, and its end. */
async function importFile(
  { db: { prisma } }: Services,
  { code: storeCode }: AStore,
  token: string,
  type: Input<"postImport">["params"]["import"],
  lines: readonly string[],
): Promise<void> {
  const client = clientOf(token);
  const { importId } = await client.call("postImport", {
    params: { storeCode, import: type },
    body: { "import[file]": new File([lines.join("\n")], `${type}.csv`) },
  });
  const progress = async () =>
    (await client.call("_importGetList", { params: { storeCode }, query: { importId } })).items[0];
  await expect
    .poll(async () => (await progress())?.completedAt, { timeout: 30_000 })
    .toEqual(expect.any(String));
  expect(await progress()).toMatchObject({ status: "succeed", itemsRejected: 0 });
  expect(await prisma.importItem.count({ where: { importId, state: "queued" } })).toBe(0);
}
