import { createHash, createHmac, randomBytes } from "node:crypto";
import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { buildDeliveryRequest, type DeliveryRequestInput } from "./delivery-request.ts";
import { eventTail, legacyBody, mageBody, v5Body } from "./event-body.ts";
import { createMageSecret, mageKey } from "./mage-signature.ts";
import { openLoyaltyKey } from "./open-loyalty-hmac.ts";
import { createWebhookSecret, signingKey } from "./standard-webhooks.ts";

const MESSAGE_ID = "0190d3a4-7b1c-7c3e-9d57-2a1b3c4d5e6f";
const REQUEST_ID = "0190d3a4-7b1d-7000-8000-000000000001";
const secret = createWebhookSecret(randomBytes);

const tail = eventTail({
  eventName: "CustomerRegistered",
  storeCode: "DEFAULT",
  createdAt: "2026-11-20T12:00:00+00:00",
  dataJson: '{"b":1.10,"a":12345678901234567890,"name":"Zażółć"}',
});

function build(more: Partial<DeliveryRequestInput> = {}) {
  return buildDeliveryRequest({
    content: { format: "v5", tail },
    messageId: MESSAGE_ID,
    requestId: REQUEST_ID,
    timestampSeconds: Math.floor(Date.now() / 1_000),
    keys: [signingKey(secret)],
    customHeaders: [],
    userAgent: "Pointhook/0.1.0",
    openLoyalty: null,
    mage: null,
    ...more,
  });
}

function byName(headers: readonly string[]): Record<string, string> {
  const pairs: [string, string][] = [];
  for (let i = 0; i + 1 < headers.length; i += 2) pairs.push([headers[i] ?? "", headers[i + 1] ?? ""]);
  return Object.fromEntries(pairs);
}

describe("the bodies", () => {
  it("keep the published text of the data, numbers and key order included", () => {
    expect(v5Body({ messageId: MESSAGE_ID, requestId: REQUEST_ID, tail }).toString()).toBe(
      `{"messageId":"${MESSAGE_ID}","requestId":"${REQUEST_ID}","eventName":"CustomerRegistered","storeCode":"DEFAULT","createdAt":"2026-11-20T12:00:00+00:00","data":{"b":1.10,"a":12345678901234567890,"name":"Zażółć"}}`,
    );
    expect(legacyBody({ type: "customer.registered", dataJson: '{"x":1.0}' }).toString()).toBe(
      '{"type":"customer.registered","data":{"x":1.0}}',
    );
  });

  it("are valid JSON for any names and any data", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.json(), (eventName, storeCode, dataJson) => {
        const createdAt = "2026-11-20T12:00:00Z";
        const text = eventTail({ eventName, storeCode, createdAt, dataJson });
        const body = v5Body({ messageId: MESSAGE_ID, requestId: REQUEST_ID, tail: text });
        expect(JSON.parse(body.toString())).toEqual({
          messageId: MESSAGE_ID,
          requestId: REQUEST_ID,
          eventName,
          storeCode,
          createdAt,
          data: JSON.parse(dataJson),
        });
        const legacy = legacyBody({ type: eventName, dataJson });
        expect(JSON.parse(legacy.toString())).toEqual({ type: eventName, data: JSON.parse(dataJson) });
      }),
    );
  });
});

describe("buildDeliveryRequest", () => {
  it("signs the bytes that it sends", () => {
    const { headers, body, bodySha256 } = build();
    const sent = byName(headers);
    expect(sent["Content-Type"]).toBe("application/json");
    expect(sent["User-Agent"]).toBe("Pointhook/0.1.0");
    expect(sent["webhook-id"]).toBe(MESSAGE_ID);
    expect(new Webhook(secret).verify(body, sent)).toMatchObject({ messageId: MESSAGE_ID });
    expect(bodySha256).toEqual(createHash("sha256").update(body).digest());
  });

  it("gives the same bytes again for the same input, so that they can be shown later", () => {
    expect(build({ timestampSeconds: 1 })).toEqual(build({ timestampSeconds: 1 }));
  });

  it("sends the legacy body as it is, with the Standard Webhooks headers", () => {
    const shared = legacyBody({ type: "customer.registered", dataJson: "{}" });
    const { headers, body } = build({ content: { format: "legacy", body: shared } });
    expect(body).toBe(shared);
    expect(new Webhook(secret).verify(body, byName(headers))).toEqual({
      type: "customer.registered",
      data: {},
    });
  });

  it("adds the custom headers after its own", () => {
    const { headers } = build({ customHeaders: ["X-Key", "abc", "X-Other", "d e"] });
    expect(headers.slice(-4)).toEqual(["X-Key", "abc", "X-Other", "d e"]);
    expect(headers.length).toBe(14);
  });

  it("adds Open Loyalty's signature over method, host, path, body digest, time and request", () => {
    const target = { hostname: "bücher.example", pathname: "/hooks/a" };
    const openLoyalty = { key: openLoyaltyKey(secret), keyVersion: 3, target };
    const { headers, body } = build({ openLoyalty, timestampSeconds: 1_700_000_000 });
    const digest = createHash("sha256").update(body).digest("hex");
    const text = `POST\n15:bücher.example\n8:/hooks/a\n${digest}\n1700000000\n${REQUEST_ID}`;
    expect(byName(headers)).toMatchObject({
      "X-Webhook-Signature": createHmac("sha256", secret.slice("whsec_".length)).update(text).digest("hex"),
      "X-Webhook-Signature-Algorithm": "hmac-sha256",
      "X-Webhook-Timestamp": "1700000000",
      "X-Webhook-Request-Id": REQUEST_ID,
      "X-Webhook-Signature-Version": "3",
    });
  });

  it("gives the signatures that another implementation gives for a body with text, digits and escapes", () => {
    const vector = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const body = Buffer.from(
      `{"messageId":"${MESSAGE_ID}","name":"Zażółć 🎉","path":"a\\/b","n":12345678901234567890}`,
    );
    const { headers } = build({
      content: { format: "legacy", body },
      keys: [signingKey(vector)],
      timestampSeconds: 1_700_000_000,
      openLoyalty: {
        key: openLoyaltyKey(vector),
        keyVersion: 1,
        target: { hostname: "xn--bcher-kva.example", pathname: "/hooks/%C3%A9" },
      },
    });
    expect(byName(headers)).toMatchObject({
      "webhook-signature": "v1,EagUXlAbLM/UC8SiuoEYOZw47XNzdmirBog8TtcY/tM=",
      "X-Webhook-Signature": "e8d01f3a3dcfe11b9e9bdd41be8cd18892f121cc7512ae11654a06e1fecd3eee",
    });
  });

  it("signs Mage's bodies Mage's way, with the text of the secret and the time of the attempt", () => {
    const mageSecret = "9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f8a";
    const body = mageBody({
      event: "points.earned",
      shop: "my-store",
      createdAt: "2026-02-18T12:00:00+00:00",
      dataJson:
        '{"shopify_customer_id":"7201","email":"zoë+🎉@example.com","points_earned":12345678901234567890,"points_balance":1.10}',
    });
    const { headers } = build({
      content: { format: "mage", event: "points.earned", body },
      keys: [signingKey(mageSecret)],
      mage: mageKey(mageSecret),
      timestampSeconds: Date.parse("2026-02-18T12:00:05Z") / 1000,
    });
    expect(byName(headers)).toMatchObject({
      "X-Webhook-Signature": "sha256=8eccf7a6ef2c2b456c76f1aa04c747828c6ab9817d2410acca87859692a67486",
      "X-Webhook-Timestamp": "2026-02-18T12:00:05.000Z",
      "X-Webhook-Event": "points.earned",
    });
    expect(createMageSecret(randomBytes)).toMatch(/^[0-9a-f]{64}$/);
  });

  it("refuses an empty secret for Open Loyalty's signature", () => {
    expect(() => openLoyaltyKey("whsec_")).toThrow(RangeError);
  });
});
