import { z } from "zod";
import { defineEvent } from "./define-event.ts";
import { EMMA, EMMA_ADDRESS } from "./example-programme.ts";
import { address, customer, dateTime, flag, integer, label, text, uuid } from "./shapes.ts";

const memberOnly = z.looseObject({ customer: customer.optional() });

const memberWithCode = z.looseObject({
  customer: customer.optional(),
  code: text.meta({ description: "The code that the member has to give back" }).optional(),
  codeNumber: integer.meta({ description: "Which of the member's codes it is" }).optional(),
});

const registration = z.looseObject({
  customerId: uuid.optional(),
  customerData: z
    .looseObject({
      referralToken: text.optional(),
      firstName: text.optional(),
      lastName: text.optional(),
      email: text.nullable().optional(),
      phone: text.nullable().optional(),
      gender: text.optional(),
      birthDate: dateTime.optional(),
      registeredAt: dateTime.optional(),
      address: address.optional(),
      company: z.looseObject({ name: text.optional(), nip: text.optional() }).optional(),
      loyaltyCardNumber: text.nullable().optional(),
      customAttributes: z.array(label).optional(),
      agreement1: flag.optional(),
      agreement2: flag.optional(),
      agreement3: flag.optional(),
    })
    .optional(),
});

export const customerRegistered = defineEvent({
  name: "CustomerRegistered",
  category: "members",
  title: "Member registered",
  description: "A new member has joined the programme and can take part at once.",
  triggers: [
    "An administrator creates a member in the admin panel.",
    "Another system creates a member through the API.",
  ],
  dataSchema: registration,
  example: {
    customerId: EMMA.customerId,
    customerData: {
      referralToken: "emma-7fk2",
      firstName: "Emma",
      lastName: "Clarke",
      email: EMMA.email,
      phone: EMMA.phone,
      gender: "female",
      birthDate: "1991-06-18T00:00:00+00:00",
      registeredAt: "2024-03-02T09:14:05+00:00",
      address: EMMA_ADDRESS,
      company: { name: "Clarke Studio Ltd", nip: "GB284716035" },
      loyaltyCardNumber: EMMA.loyaltyCardNumber,
      customAttributes: [{ key: "favourite_roast", value: "medium" }],
      agreement1: true,
      agreement2: true,
      agreement3: false,
    },
  },
  /**
   * `createdAt` is the time of registration in Unix seconds, and the custom attributes are what was called
   * labels. `levelAchievementDate`, `levelId`, `posId` and `referral_customer_email` are not in v5 data and
   * are left out.
   */
  legacy: {
    type: "customer.registered",
    toData: ({ customerId, customerData }) => ({
      customerId,
      data: {
        firstName: customerData?.firstName,
        lastName: customerData?.lastName,
        gender: customerData?.gender,
        email: customerData?.email,
        phone: customerData?.phone,
        createdAt: unixSeconds(customerData?.registeredAt),
        address: customerData?.address,
        company: customerData?.company,
        loyaltyCardNumber: customerData?.loyaltyCardNumber,
        labels: customerData?.customAttributes,
        agreement1: customerData?.agreement1,
        agreement2: customerData?.agreement2,
        agreement3: customerData?.agreement3,
      },
    }),
  },
});

export const customerWasRegisteredWithoutActivation = defineEvent({
  name: "CustomerWasRegisteredWithoutActivation",
  category: "members",
  title: "Member registered, not yet active",
  description:
    "A person has signed up and has to confirm it. The event carries the activation code, so that it can be sent to them.",
  triggers: ["A person signs up through the registration form or the registration API."],
  dataSchema: memberWithCode,
  example: { customer: EMMA, code: "482913", codeNumber: 1 },
  legacy: null,
});

export const customerRequestedSendActivationCode = defineEvent({
  name: "CustomerRequestedSendActivationCode",
  category: "members",
  title: "Activation code requested",
  description: "A member asks for an activation code, which the event carries.",
  triggers: [
    "A member asks for an activation code.",
    "A member asks to have the activation code sent again.",
  ],
  dataSchema: memberWithCode,
  example: { customer: EMMA, code: "730284", codeNumber: 2 },
  legacy: null,
});

export const customerRequestedPasswordReset = defineEvent({
  name: "CustomerRequestedPasswordReset",
  category: "members",
  title: "Password reset requested",
  description: "A member has forgotten the password. The event carries the code for choosing a new one.",
  triggers: ["An active member who signed up by registration asks for a password reset."],
  dataSchema: memberWithCode,
  example: { customer: EMMA, code: "195620", codeNumber: 3 },
  legacy: null,
});

export const customerUpdated = defineEvent({
  name: "CustomerUpdated",
  category: "members",
  title: "Member profile changed",
  description:
    "Something in a member's profile has changed. The event names the member; read the profile to see what is new.",
  triggers: [
    "Basic data is added or changed: name, phone number, email, loyalty card number, gender, registration date, birth date or tier.",
    "Custom attributes are added while a member is edited.",
    "The address or the company details are added or changed.",
    "The agreements are changed.",
  ],
  dataSchema: memberOnly,
  example: { customer: EMMA },
  legacy: {
    type: "customer.updated",
    toData: (data) => ({ customerId: data.customer?.customerId }),
  },
});

export const customerEmailWasChanged = defineEvent({
  name: "CustomerEmailWasChanged",
  category: "members",
  title: "Email address changed",
  description:
    "A member has entered another email address. The event carries the code that confirms the change.",
  triggers: ["A signed-in member changes the email address in their profile."],
  dataSchema: memberWithCode,
  example: { customer: { ...EMMA, email: "emma@clarke-studio.example" }, code: "608147", codeNumber: 4 },
  legacy: null,
});

export const customerPhoneNumberWasChanged = defineEvent({
  name: "CustomerPhoneNumberWasChanged",
  category: "members",
  title: "Phone number changed",
  description:
    "A member has entered another phone number. The event carries the code that confirms the change.",
  triggers: ["A signed-in member changes the phone number in their profile."],
  dataSchema: memberWithCode,
  example: { customer: { ...EMMA, phone: "+447700900873" }, code: "351796", codeNumber: 5 },
  legacy: null,
});

export const customerDeactivated = defineEvent({
  name: "CustomerDeactivated",
  category: "members",
  title: "Member deactivated",
  description:
    "A member's account has been switched off: it earns and spends nothing until it is activated again.",
  triggers: [
    "An administrator deactivates a member in the admin panel.",
    "Another system deactivates a member through the API.",
  ],
  dataSchema: memberOnly,
  example: { customer: EMMA },
  legacy: {
    type: "customer.deactivated",
    toData: (data) => ({ customerId: data.customer?.customerId }),
  },
});

/** A date-time without a zone is read as UTC. */
function unixSeconds(isoDateTime: string | undefined): number | undefined {
  if (isoDateTime === undefined) return undefined;
  const hasZone = /(?:Z|[+-]\d\d:\d\d)$/.test(isoDateTime);
  return Math.floor(Date.parse(hasZone ? isoDateTime : `${isoDateTime}Z`) / 1000);
}
