type Named = {
  customerId: string;
  firstName?: string | null | undefined;
  lastName?: string | null | undefined;
  email: string | null;
  phone: string | null;
  loyaltyCardNumber: string | null;
};

/** What a member is called on a page: the name, else what the programme knows the member by. */
export function memberName(member: Named): string {
  const name = [member.firstName, member.lastName].filter(Boolean).join(" ");
  if (name !== "") return name;
  return member.email ?? member.phone ?? member.loyaltyCardNumber ?? member.customerId;
}

/** The same with what tells two of one name apart. */
export function memberDetail(member: Named): string {
  const known = [member.email, member.phone, member.loyaltyCardNumber].filter(Boolean);
  return known.filter((text) => text !== memberName(member)).join(" · ");
}
