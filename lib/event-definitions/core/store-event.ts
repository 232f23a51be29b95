import { catalogueEntries } from "#lib/catalogue/catalogue.ts";
import { CATEGORY_TITLES } from "#lib/catalogue/event-names.ts";
import type { LegacyForm, MageForm } from "#lib/catalogue/types.ts";
import type { EventDefinitionDto } from "../schema.ts";

/** An event that a store has, whether it is one of the catalogue's or one that the store has defined itself. */
export type StoreEvent = {
  name: string;
  title: string;
  /** As people read it. */
  category: string;
  description: string;
  triggers: readonly string[];
  example: unknown;
  legacy: LegacyForm | null;
  mage: readonly MageForm[];
  isOwn: boolean;
};

const BUILT_IN: readonly StoreEvent[] = catalogueEntries().map((entry) => ({
  name: entry.name,
  title: entry.title,
  category: CATEGORY_TITLES[entry.category],
  description: entry.description,
  triggers: entry.triggers,
  example: entry.example,
  legacy: entry.legacy,
  mage: entry.mage ?? [],
  isOwn: false,
}));

/** The catalogue's events and the store's own; each category together, in the order in which it first comes. */
export function storeEvents(definitions: readonly EventDefinitionDto[]): StoreEvent[] {
  const byCategory = Map.groupBy([...BUILT_IN, ...definitions.map(definedEvent)], ({ category }) => category);
  return [...byCategory.values()].flat();
}

/** It has no other form than version 5. */
export function definedEvent(definition: EventDefinitionDto): StoreEvent {
  return {
    name: definition.eventName,
    title: definition.title,
    category: definition.category,
    description: definition.description,
    triggers: [],
    example: definition.example,
    legacy: null,
    mage: [],
    isOwn: true,
  };
}

export function builtInEvent(name: string): StoreEvent | undefined {
  return BUILT_IN.find((event) => event.name === name);
}
