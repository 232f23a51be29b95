import type { z } from "zod";
import type { EventCategory, EventName } from "./event-names.ts";
import type { MageEvent } from "./mage-events.ts";

/** How an event looked before version 5: `{"type": <dotted>, "data": …}`. */
export interface LegacyForm<Data = unknown> {
  /** The dotted name, as in `customer.updated`. */
  readonly type: string;
  /**
   * The legacy `data` of an event. `data` must have passed `validateEventData` for the event.
   * What the event does not hold comes out as `undefined`, which JSON leaves out.
   */
  toData(data: Data): unknown;
}

/** One of Mage Loyalty's events, which the events of an entry are when their data fit. */
export interface MageForm<Data = unknown> {
  readonly event: MageEvent;
  /** `data` must have passed `validateEventData` for the event. Numbers may be ExactNumber: compare them only. */
  fits(data: Data): boolean;
  /** Mage's `data`. What Mage promises and the event does not hold is null. */
  toData(data: Data): unknown;
  /** Data that fit, where the entry's example does not. */
  readonly example?: Data;
}

export interface CatalogueEntry<
  Name extends EventName = EventName,
  DataSchema extends z.ZodType = z.ZodType,
> {
  readonly name: Name;
  readonly category: EventCategory;
  readonly title: string;
  readonly description: string;
  /** What makes the event happen, one sentence for each cause. */
  readonly triggers: readonly string[];
  readonly dataSchema: DataSchema;
  readonly example: z.output<DataSchema>;
  /** `null` where no legacy form is known: a legacy webhook cannot subscribe to such an event. */
  readonly legacy: LegacyForm<z.output<DataSchema>> | null;
  /** Left out where Mage has nothing like it: a webhook in its format cannot subscribe to such an event. */
  readonly mage?: readonly MageForm<z.output<DataSchema>>[];
}
