import type { DeliveryDto } from "#lib/deliveries/schema.ts";
import { errorExplanation } from "./error-words.ts";

/** What status codes, errors and states mean to whoever looks after a webhook: the one list of it. */

const STATUS_MEANINGS: Readonly<Record<number, string>> = {
  200: "The receiver has taken the delivery.",
  201: "The receiver has taken the delivery and made something of it.",
  202: "The receiver has taken the delivery and will handle it later.",
  204: "The receiver has taken the delivery and has nothing to say.",
  301: "The receiver has moved. Redirects are never followed: change the webhook’s URL.",
  302: "The receiver points elsewhere. Redirects are never followed: change the webhook’s URL.",
  307: "The receiver points elsewhere. Redirects are never followed: change the webhook’s URL.",
  308: "The receiver has moved. Redirects are never followed: change the webhook’s URL.",
  400: "The receiver did not understand the body. Compare it with what the receiver expects, also its format (version 5 or legacy).",
  401: "The receiver wants to know who is calling: check the signature’s secret, and headers such as an API key.",
  403: "The receiver knows who is calling and refuses: check its rights and firewalls, and the signature’s secret.",
  404: "The receiver has nothing at this address: check the path of the URL.",
  405: "The receiver does not take POST at this address: check the path of the URL.",
  408: "The receiver gave up waiting for the request.",
  409: "The receiver says that this contradicts what it has. It may have the delivery already.",
  410: "The receiver wants no deliveries any more: the webhook was disabled.",
  413: "The body is too large for the receiver.",
  415: "The receiver does not take JSON at this address.",
  422: "The receiver understood the body and refuses what is in it.",
  429: "The receiver wants fewer requests. It is given a break; lower the webhook’s rate if this goes on.",
  500: "Something broke at the receiver. Its log tells more.",
  502: "A proxy before the receiver could not reach it.",
  503: "The receiver is not available at the moment. It is tried again.",
  504: "A proxy before the receiver waited too long for it.",
};

const CLASS_MEANINGS: readonly [from: number, meaning: string][] = [
  [500, "Something broke at the receiver. It is tried again."],
  [400, "The receiver rejected the request. It is tried again, in case that changes."],
  [300, "The receiver points elsewhere. Redirects are never followed: change the webhook’s URL."],
  [200, "The receiver has taken the delivery."],
  [0, "The receiver did not give a final answer."],
];

export function statusMeaning(statusCode: number): string {
  return STATUS_MEANINGS[statusCode] ?? CLASS_MEANINGS.find(([from]) => statusCode >= from)?.[1] ?? "";
}

/** Of what came back: the status where there was one, and why the attempt failed where that says more. */
export function answerMeaning(statusCode: number | null, errorCode: string | null): string {
  const parts: string[] = [];
  if (statusCode !== null) parts.push(statusMeaning(statusCode));
  if (errorCode !== null && (statusCode === null || !errorCode.startsWith("http_"))) {
    parts.push(errorExplanation(errorCode));
  }
  return parts.join(" ");
}

export function stateMeaning({
  state,
  attempts,
  trigger,
}: Pick<DeliveryDto, "state" | "attempts" | "trigger">): string {
  switch (state) {
    case "succeeded":
      return "The receiver answered with a status from 200 to 299. Nothing more is sent.";
    case "exhausted":
      return trigger === "test"
        ? "The test failed. Tests are tried once."
        : "All attempts of the schedule failed, so it was given up. Retry it by hand, or replay the time range.";
    case "cancelled":
      return "Somebody stopped it, or its webhook was deleted. Nothing more is sent by itself.";
    case "pending":
      return attempts === 0
        ? "Its first attempt has not ended yet: it waits for its turn, or for its webhook to be active."
        : `${attempts} ${attempts === 1 ? "attempt has" : "attempts have"} failed. The next one follows by schedule, later each time.`;
  }
}
