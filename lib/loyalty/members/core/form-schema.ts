import { z } from "zod";
import { clearableText, fieldText, optionalText, requiredText } from "../../core/form-fields.ts";
import type { MemberDto } from "../schema.ts";

const ADDRESS = {
  street: clearableText,
  address1: clearableText,
  address2: clearableText,
  postal: clearableText,
  city: clearableText,
  province: clearableText,
  country: clearableText,
};

const email = z
  .string()
  .trim()
  .max(255, "This is too long: 255 characters are the most.")
  .refine((text) => text === "" || z.email().safeParse(text).success, "Enter an e-mail address.");

/** What is typed about a member; an emptied field takes its value away. Names are those of the REST body. */
const profile = {
  firstName: clearableText,
  lastName: clearableText,
  gender: z.enum(["", "male", "female", "not_disclosed"]).transform((text) => (text === "" ? null : text)),
  email,
  phone: clearableText,
  loyaltyCardNumber: clearableText,
  birthDate: z
    .string()
    .refine((text) => text === "" || /^\d{4}-\d\d-\d\d$/.test(text), "Enter a day, such as 1990-05-17."),
  address: z.object(ADDRESS),
  company: z
    .object({ name: clearableText, nip: clearableText })
    .transform(({ name, nip }) => (name === "" && nip === "" ? null : { name, nip })),
  labels: z.array(z.object({ key: requiredText("Name the attribute."), value: clearableText })),
  agreement1: z.boolean(),
  agreement2: z.boolean(),
  agreement3: z.boolean(),
};

export const newMemberForm = z.object({
  ...profile,
  /** Empty: the lowest tier. */
  levelId: optionalText,
  referrerToken: optionalText,
});
export type MemberFormValues = z.input<typeof newMemberForm>;

/** Of a member who is there already: tier and referrer are not part of the profile. */
export const memberForm = newMemberForm.transform(
  ({ levelId: _levelId, referrerToken: _referrerToken, ...rest }) => rest,
);

export function memberFormOf(member: MemberDto | null): MemberFormValues {
  const { address, company } = member ?? { address: {}, company: {} };
  return {
    firstName: fieldText(member?.firstName),
    lastName: fieldText(member?.lastName),
    gender: member?.gender ?? "",
    email: fieldText(member?.email),
    phone: fieldText(member?.phone),
    loyaltyCardNumber: fieldText(member?.loyaltyCardNumber),
    birthDate: fieldText(member?.birthDate).slice(0, 10),
    address: {
      street: fieldText(address.street),
      address1: fieldText(address.address1),
      address2: fieldText(address.address2),
      postal: fieldText(address.postal),
      city: fieldText(address.city),
      province: fieldText(address.province),
      country: fieldText(address.country),
    },
    company: { name: fieldText(company.name), nip: fieldText(company.nip) },
    labels: member?.labels.map(({ key, value }) => ({ key, value })) ?? [],
    agreement1: member?.agreement1 ?? false,
    agreement2: member?.agreement2 ?? false,
    agreement3: member?.agreement3 ?? false,
    levelId: "",
    referrerToken: "",
  };
}
