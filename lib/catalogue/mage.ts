import { CATALOGUE, catalogueEntries } from "./catalogue.ts";
import { type EventName, isEventName } from "./event-names.ts";
import type { MageEvent } from "./mage-events.ts";
import type { MageForm } from "./types.ts";

/** What an event can be in Mage's terms, whatever its data; none for most events. */
export function mageFormsOf(eventName: string): readonly MageForm[] {
  return isEventName(eventName) ? (CATALOGUE[eventName].mage ?? []) : [];
}

/**
 * What an event is in Mage's terms by its data: a gain of points is `points.earned`, a loss is nothing.
 * @param data must have passed `validateEventData` for the event
 */
export function mageFormOf(eventName: string, data: unknown): MageForm | null {
  return mageFormsOf(eventName).find((form) => form.fits(data)) ?? null;
}

/** The events that have to be subscribed to for Mage's events to arrive, in the catalogue's order. */
export function eventNamesForMage(mageEvents: readonly MageEvent[]): EventName[] {
  return catalogueEntries()
    .filter(({ mage = [] }) => mage.some(({ event }) => mageEvents.includes(event)))
    .map(({ name }) => name);
}
