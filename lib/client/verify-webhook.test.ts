import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { verifyWebhook, WebhookVerificationError } from "./verify-webhook.ts";

const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const OTHER = `whsec_${Buffer.alloc(32, 8).toString("base64")}`;
const BODY = '{"messageId":"m","eventName":"CustomerUpdated","data":{"name":"Zoë 🎉","amount":1.10}}';
const NOW = Date.UTC(2026, 10, 20, 10, 15);

/** By another library than the one under test. */
function signed(secret: string, at = NOW): Record<string, string> {
  const date = new Date(at);
  return {
    "Webhook-Id": "m",
    "webhook-timestamp": String(at / 1000),
    "webhook-signature": new Webhook(secret).sign("m", date, BODY),
  };
}

const verify = (
  headers: Record<string, string>,
  body: string | Uint8Array = BODY,
  secrets: string | string[] = SECRET,
) => verifyWebhook({ body, headers }, { secrets, now: NOW });

test("what the sender signed is answered with, whether it came as text or as bytes", () => {
  expect(verify(signed(SECRET))).toMatchObject({ eventName: "CustomerUpdated", data: { name: "Zoë 🎉" } });
  expect(verify(signed(SECRET), Buffer.from(BODY))).toMatchObject({ messageId: "m" });
  expect(
    verifyWebhook({ body: BODY, headers: new Headers(signed(SECRET)) }, { secrets: SECRET, now: NOW }),
  ).toMatchObject({ messageId: "m" });
});

test("during a rotation one of several signatures and one of several secrets are enough", () => {
  const both = { ...signed(OTHER) };
  both["webhook-signature"] += ` ${signed(SECRET)["webhook-signature"]}`;
  expect(verify(both)).toMatchObject({ messageId: "m" });
  expect(verify(signed(SECRET), BODY, [OTHER, SECRET])).toMatchObject({ messageId: "m" });
});

test.each<[string, Record<string, string>, string]>([
  ["another secret", signed(OTHER), BODY],
  ["another body", signed(SECRET), BODY.replace("1.10", "1.1")],
  ["another id", { ...signed(SECRET), "Webhook-Id": "n" }, BODY],
  ["a time long ago", signed(SECRET, NOW - 301_000), BODY],
  ["a time far ahead", signed(SECRET, NOW + 301_000), BODY],
  ["no time", { ...signed(SECRET), "webhook-timestamp": "soon" }, BODY],
  ["no signature", { ...signed(SECRET), "webhook-signature": "" }, BODY],
  ["a short signature", { ...signed(SECRET), "webhook-signature": "v1,AAAA v2,x v1 ," }, BODY],
])("a request with %s is refused", (_, headers, body) => {
  expect(() => verify(headers, body)).toThrow(WebhookVerificationError);
});
