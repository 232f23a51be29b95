import { parseInstant } from "../../../http/core/instant.ts";
import type { MemberChange } from "../schema.ts";
import { type CustomAttribute, mergeAttributes, readAttributes } from "./custom-attributes.ts";

/** A member's profile as it is stored. */
export type Profile = {
  firstName: string | null;
  lastName: string | null;
  gender: "male" | "female" | "not_disclosed" | null;
  email: string | null;
  phone: string | null;
  loyaltyCardNumber: string | null;
  birthDate: Date | null;
  registeredAt: Date;
  street: string | null;
  address1: string | null;
  address2: string | null;
  postal: string | null;
  city: string | null;
  province: string | null;
  country: string | null;
  companyName: string | null;
  companyNip: string | null;
  customAttributes: CustomAttribute[];
  agreement1: boolean;
  agreement2: boolean;
  agreement3: boolean;
};

const ADDRESS = ["street", "address1", "address2", "postal", "city", "province", "country"] as const;
const TEXTS = ["firstName", "lastName", "email", "phone", "loyaltyCardNumber"] as const;
const AGREEMENTS = ["agreement1", "agreement2", "agreement3"] as const;

/** The given fields in their stored form; an address or a company that is given replaces the whole one. */
export function storedProfile(input: Omit<MemberChange, "levelId">): Partial<Profile> {
  const stored: Partial<Profile> = {};
  for (const field of TEXTS) {
    if (input[field] !== undefined) stored[field] = textOrNull(input[field]);
  }
  for (const field of AGREEMENTS) {
    if (input[field] !== undefined) stored[field] = input[field];
  }
  if (input.gender !== undefined) stored.gender = input.gender;
  if (input.birthDate !== undefined) stored.birthDate = dayOf(input.birthDate);
  if (input.registeredAt !== undefined) {
    const instant = parseInstant(input.registeredAt);
    if (instant !== undefined) stored.registeredAt = instant;
  }
  if (input.address !== undefined) {
    for (const field of ADDRESS) stored[field] = textOrNull(input.address?.[field]);
  }
  if (input.company !== undefined) {
    stored.companyName = textOrNull(input.company?.name);
    stored.companyNip = textOrNull(input.company?.nip);
  }
  if (input.labels !== undefined) stored.customAttributes = mergeAttributes([], input.labels);
  return stored;
}

const FIELDS = [
  ...TEXTS,
  ...AGREEMENTS,
  ...ADDRESS,
  "gender",
  "birthDate",
  "registeredAt",
  "companyName",
  "companyNip",
  "customAttributes",
] as const satisfies readonly (keyof Profile)[];

/** What can be changed of a member, without what happens to it: figures, tier, activity. */
export function profileValues(row: Readonly<Record<(typeof FIELDS)[number], unknown>>): unknown[] {
  return FIELDS.map((field) => row[field]);
}

/** Those of the given fields that are another value than before. */
export function changedFields(
  before: Readonly<Omit<Profile, "customAttributes">> & { readonly customAttributes: unknown },
  given: Partial<Profile>,
): Partial<Profile> {
  const old = { ...before, customAttributes: readAttributes(before.customAttributes) };
  return Object.fromEntries(
    Object.entries(given).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(old[field as keyof Profile]),
    ),
  );
}

function textOrNull(text: string | null | undefined): string | null {
  return text === undefined || text === null || text === "" ? null : text;
}

/** A birthday is a day, whatever time of it was sent. */
function dayOf(text: string | null): Date | null {
  return text === null || text === "" ? null : new Date(`${text.slice(0, 10)}T00:00:00.000Z`);
}
