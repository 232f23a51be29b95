import type { z } from "zod";
import type { EventCategory, EventName } from "./event-names.ts";

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
}
