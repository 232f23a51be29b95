import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { createWebhookSecret, signatureHeader, signingKey } from "./standard-webhooks.ts";

/** The vectors of the reference libraries of the specification, and one recomputed from its own example. */
const VECTORS = [
  {
    secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
    timestampSeconds: 1614265330,
    body: '{"test": 2432232314}',
    signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  },
  {
    secret: "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD",
    id: "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk",
    timestampSeconds: 1649367553,
    body: '{"email":"test@example.com","username":"test_user"}',
    signature: "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=",
  },
  {
    secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    id: "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W",
    timestampSeconds: 1674087231,
    body: '{"type":"contact.created","timestamp":"2022-11-03T20:26:10.344522Z","data":{"id":"1f81eb52-5198-4599-803e-771906343485"}}',
    signature: "v1,ARw42xaAApl/nxRo+iPGYwSaMQaOwMo2eyH5JBRA+bQ=",
  },
];

describe("signatureHeader", () => {
  it.each(VECTORS)(
    "gives the published signature of $id",
    ({ secret, id, timestampSeconds, body, signature }) => {
      for (const form of [secret, secret.slice("whsec_".length)]) {
        const keys = [signingKey(form)];
        expect(signatureHeader({ id, timestampSeconds, body: Buffer.from(body), keys })).toBe(signature);
      }
    },
  );

  it("is accepted by the standardwebhooks package, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: "binary" }), fc.uuid({ version: 7 }), (json, id) => {
        const secret = createWebhookSecret(randomBytes);
        const body = Buffer.from(json);
        const timestampSeconds = Math.floor(Date.now() / 1_000);
        const signature = signatureHeader({ id, timestampSeconds, body, keys: [signingKey(secret)] });
        new Webhook(secret).verify(body.toString(), {
          "webhook-id": id,
          "webhook-timestamp": String(timestampSeconds),
          "webhook-signature": signature,
        });
      }),
      { numRuns: 50 },
    );
  });

  it.each(["Zażółć gęślą jaźń", "日本語", "🎉👩‍👩‍👧‍👦", "\u2028\u2029", "é\u0301"])(
    "is accepted for a body with %j, and refused once the body is altered",
    (text) => {
      const [first, second] = [createWebhookSecret(randomBytes), createWebhookSecret(randomBytes)];
      const body = JSON.stringify({ text });
      const id = "0190d3a4-7b1c-7c3e-9d57-2a1b3c4d5e6f";
      const timestampSeconds = Math.floor(Date.now() / 1_000);
      const keys = [signingKey(first), signingKey(second)];
      const headers = {
        "webhook-id": id,
        "webhook-timestamp": String(timestampSeconds),
        "webhook-signature": signatureHeader({ id, timestampSeconds, body: Buffer.from(body), keys }),
      };
      // During a rotation either secret verifies.
      for (const secret of [first, second]) {
        expect(new Webhook(secret).verify(body, headers)).toEqual({ text });
        expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow();
      }
      expect(() => new Webhook(createWebhookSecret(randomBytes)).verify(body, headers)).toThrow();
    },
  );

  it("holds one signature for each key, separated by a space", () => {
    const keys = VECTORS.slice(0, 2).map(({ secret }) => signingKey(secret));
    const header = signatureHeader({ id: "a", timestampSeconds: 1, body: Buffer.from("{}"), keys });
    expect(header).toMatch(/^v1,[A-Za-z0-9+/]{43}= v1,[A-Za-z0-9+/]{43}=$/);
  });
});

describe("createWebhookSecret", () => {
  it("is whsec_ and the base64 of 32 bytes", () => {
    const secret = createWebhookSecret(randomBytes);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(createWebhookSecret((size) => new Uint8Array(size))).toBe(`whsec_${"A".repeat(43)}=`);
    expect(createWebhookSecret(randomBytes)).not.toBe(secret);
  });
});

describe("signingKey", () => {
  it("reads padded and unpadded secrets alike", () => {
    const padded = createWebhookSecret(randomBytes);
    const key = signingKey(padded);
    expect(signingKey(padded.replace(/=$/, "")).equals(key)).toBe(true);
    expect(key.symmetricKeySize).toBe(32);
  });

  it.each([
    "",
    "whsec_",
    "whsec_=",
    "whsec_c2hvcnQ=",
    `whsec_${Buffer.alloc(23).toString("base64")}`,
    `whsec_${Buffer.alloc(65).toString("base64")}`,
    "whsec_not base64, but long enough to be a key",
    "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS\n",
    "whsec_whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  ])("refuses %j without repeating it", (secret) => {
    expect(() => signingKey(secret)).toThrow(RangeError);
    if (secret.length > 6) expect(() => signingKey(secret)).not.toThrow(secret);
  });
});
