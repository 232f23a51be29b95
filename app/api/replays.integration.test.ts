import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startTestApi, type TestApi } from "#lib/testing/api.ts";
import { aWebhook } from "#lib/testing/factories.ts";
import * as catchAll from "./[[...path]]/route.ts";
import { ROUTES } from "./openapi.json/routes.ts";

const REPLAYS = "/api/MAIN/webhook/replay";

let api: TestApi;
let webhookId: string;

beforeAll(async () => {
  api = await startTestApi(ROUTES, catchAll);
});
afterAll(() => api.stop());
beforeEach(async () => {
  webhookId = (await aWebhook(api.services, api.main, { url: "http://127.0.0.1:9/" })).id;
});

const selection = () => ({
  webhookSubscriptionId: webhookId,
  from: new Date(Date.now() - 3_600_000).toISOString(),
  scope: "everything",
});
const start = async () => (await api.call("POST", REPLAYS, { body: { replay: selection() } })).body.replayId;

describe("a replay", () => {
  it("is previewed, started, listed, shown, paused, resumed and cancelled", async () => {
    expect(await api.call("POST", `${REPLAYS}/preview`, { body: { replay: selection() } })).toMatchObject({
      status: 200,
      body: { total: 0, isExact: true, repeats: 0, neverSent: 0, pending: 0 },
    });
    const started = await api.call("POST", REPLAYS, {
      body: { replay: { ...selection(), ratePerSecond: 5, eventNames: ["CustomerUpdated"] } },
    });
    expect(started).toMatchObject({
      status: 202,
      body: {
        webhookSubscriptionId: webhookId,
        state: "running",
        ratePerSecond: 5,
        eventNames: ["CustomerUpdated"],
        createdBy: "admin",
      },
    });
    const path = `${REPLAYS}/${started.body.replayId}`;
    expect(await api.call("GET", path)).toMatchObject({ status: 200, body: started.body });
    const list = await api.call("GET", `${REPLAYS}?webhookSubscriptionId=${webhookId}&state=running`);
    expect(list.body).toMatchObject({ items: [started.body], total: { filtered: 1 } });

    for (const [verb, state] of [
      ["pause", "paused"],
      ["resume", "running"],
      ["cancel", "cancelled"],
    ]) {
      expect((await api.call("POST", `${path}/${verb}`)).status).toBe(204);
      expect((await api.call("GET", path)).body.state).toBe(state);
    }
    expect(await api.call("POST", `${path}/cancel`)).toMatchObject({
      status: 409,
      body: { message: "The replay is cancelled already: it cannot be changed any more." },
    });
  });

  it("names what is wrong with it by its place in the body", async () => {
    const replay = { ...selection(), to: "2020-01-01T00:00:00Z", eventNames: ["Nope"], ratePerSecond: 9_999 };
    const shape = await api.call("POST", REPLAYS, { body: { replay } });
    expect(shape).toMatchObject({ status: 400, body: { errors: [{ path: "replay.ratePerSecond" }] } });
    const rules = await api.call("POST", REPLAYS, { body: { replay: { ...replay, ratePerSecond: 1 } } });
    expect(rules.body.errors.map(({ path }: { path: string }) => path)).toEqual([
      "replay.to",
      "replay.eventNames[0]",
    ]);
  });

  it("is one of a webhook at a time", async () => {
    const replayId = await start();
    expect(await api.call("POST", REPLAYS, { body: { replay: selection() } })).toMatchObject({
      status: 409,
      body: { message: expect.stringContaining(replayId) },
    });
  });

  it("of another store is not found, nor is its webhook", async () => {
    const replayId = await start();
    const other = "/api/OTHER/webhook/replay";
    expect((await api.call("GET", `${other}/${replayId}`)).status).toBe(404);
    for (const verb of ["pause", "resume", "cancel"]) {
      expect((await api.call("POST", `${other}/${replayId}/${verb}`)).status).toBe(404);
    }
    for (const path of [other, `${other}/preview`]) {
      expect((await api.call("POST", path, { body: { replay: selection() } })).status).toBe(404);
    }
    expect((await api.call("GET", `${REPLAYS}/nonsense`)).status).toBe(404);
  });

  it("is watched but not changed by a read-only administrator", async () => {
    const replayId = await start();
    const token = api.reader;
    expect((await api.call("GET", `${REPLAYS}/${replayId}`, { token })).body.state).toBe("running");
    for (const path of [REPLAYS, `${REPLAYS}/preview`]) {
      expect((await api.call("POST", path, { token, body: { replay: selection() } })).status).toBe(403);
    }
    for (const verb of ["pause", "resume", "cancel"]) {
      expect((await api.call("POST", `${REPLAYS}/${replayId}/${verb}`, { token })).status).toBe(403);
    }
  });
});
