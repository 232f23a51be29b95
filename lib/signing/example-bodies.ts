import type { MageEvent } from "#lib/catalogue/mage-events.ts";
import type { LegacyForm, MageForm } from "#lib/catalogue/types.ts";
import { eventTail, legacyBody, mageBody, v5Body } from "./event-body.ts";

/** Ids of an example delivery: of the same form as real ones, and found nowhere else. */
const EXAMPLE_MESSAGE_ID = "019a81dc-7f2b-7d31-8c55-2b1f4f6f0a11";
const EXAMPLE_REQUEST_ID = "019a81dc-8014-7a0e-b2c7-90d3e2a5c6f8";
const EXAMPLE_CREATED_AT = "2025-11-14T10:15:03+00:00";

export type ExampleBodies = {
  v5: string;
  /** Null where no legacy form is known. */
  legacy: string | null;
  /** One for each of Mage's events that it can be. */
  mage: readonly { event: MageEvent; body: string }[];
};

/** What is needed of an event to write it in each format. */
export type ExampleEvent = {
  name: string;
  example: unknown;
  legacy: LegacyForm | null;
  mage?: readonly MageForm[];
};

/** What a webhook of the store would be sent for the entry's example, by the serialiser of the real deliveries. */
export function exampleBodies(entry: ExampleEvent, storeCode: string): ExampleBodies {
  const { name, example, legacy, mage = [] } = entry;
  const tail = eventTail({
    eventName: name,
    storeCode,
    createdAt: EXAMPLE_CREATED_AT,
    dataJson: JSON.stringify(example),
  });
  const v5 = v5Body({ messageId: EXAMPLE_MESSAGE_ID, requestId: EXAMPLE_REQUEST_ID, tail });
  return {
    v5: v5.toString(),
    legacy:
      legacy === null
        ? null
        : legacyBody({ type: legacy.type, dataJson: JSON.stringify(legacy.toData(example)) }).toString(),
    mage: mage.map(({ event, toData, example: own = example }) => ({
      event,
      body: mageBody({
        event,
        shop: storeCode,
        createdAt: EXAMPLE_CREATED_AT,
        dataJson: JSON.stringify(toData(own)),
      }).toString(),
    })),
  };
}
