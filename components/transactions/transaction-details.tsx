import { PageSection } from "#components/layout/page-section.tsx";
import { amountWords, moneyWords } from "#components/programme/amount-words.ts";
import { Dash } from "#components/programme/dash.tsx";
import { Card } from "#components/ui/card.tsx";
import { CopyableText } from "#components/ui/copy-button.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Link } from "#components/ui/link.tsx";
import { Time } from "#components/ui/time.tsx";
import type { TransactionDto } from "#lib/loyalty/transactions/schema.ts";

type TransactionDetailsProps = {
  transaction: TransactionDto;
  /** Of whom it is matched with, where it may be told. */
  memberName: string | null;
};

export function TransactionDetails({ transaction, memberName }: TransactionDetailsProps) {
  const { header, customerData, customerId, items, currency } = transaction;
  const { address: _address, ...known } = customerData;
  return (
    <>
      <div className="grid gap-x-6 gap-y-8 lg:grid-cols-2">
        <PageSection title="Document">
          <Card className="px-4 py-1">
            <DescriptionList
              items={[
                { term: "Value", value: <strong>{moneyWords(transaction.grossValue, currency)}</strong> },
                { term: "Purchased", value: <Time value={header.purchasedAt} format="datetime" /> },
                { term: "Place", value: header.purchasePlace ?? <Dash /> },
                ...(header.linkedDocumentNumber === null
                  ? []
                  : [{ term: "Of the purchase", value: header.linkedDocumentNumber }]),
                ...header.labels.map(({ key, value }) => ({
                  key: `label ${key} ${value}`,
                  term: <span className="[overflow-wrap:anywhere]">{key}</span>,
                  value: value === "" ? <Dash /> : value,
                })),
                { term: "Entered", value: <Time value={transaction.createdAt} format="datetime" /> },
                {
                  term: "Transaction id",
                  value: <CopyableText text={transaction.transactionId} label="Copy transaction id" />,
                },
              ]}
            />
          </Card>
        </PageSection>
        <PageSection title="Buyer" className="mt-0">
          <Card className="px-4 py-1">
            <DescriptionList
              items={[
                {
                  term: "Member",
                  value:
                    customerId === null ? (
                      <span className="text-muted">Matched with nobody yet</span>
                    ) : (
                      <Link
                        href={`/members/${customerId}`}
                        className="font-medium underline decoration-border-strong underline-offset-3 hover:decoration-current"
                      >
                        {memberName ?? customerId}
                      </Link>
                    ),
                },
                ...(transaction.assignedToCustomerAt === null
                  ? []
                  : [
                      {
                        term: "Matched",
                        value: <Time value={transaction.assignedToCustomerAt} format="datetime" />,
                      },
                    ]),
                ...KNOWN.flatMap(({ field, term }) =>
                  known[field] === undefined ? [] : [{ term, value: known[field] }],
                ),
              ]}
            />
          </Card>
        </PageSection>
      </div>
      <PageSection title="Items">
        <div className="overflow-x-auto rounded-lg border bg-surface">
          <table aria-label="Items" className="w-full">
            <thead>
              <tr className="border-b bg-subtle text-left text-xs text-muted">
                <th scope="col" className="px-4 py-2 font-medium">
                  Item
                </th>
                <th scope="col" className="px-3 py-2 font-medium max-sm:hidden">
                  Code
                </th>
                <th scope="col" className="px-3 py-2 font-medium max-sm:hidden">
                  Category
                </th>
                <th scope="col" className="px-3 py-2 text-right font-medium">
                  Quantity
                </th>
                <th scope="col" className="px-4 py-2 text-right font-medium">
                  Value
                </th>
              </tr>
            </thead>
            <tbody className="divide-y">
              {items.map((item, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: items have nothing but their place, which never changes.
                <tr key={index} className="align-baseline">
                  <td className="px-4 py-2">
                    {item.name}
                    {item.maker !== null && <span className="text-muted"> · {item.maker}</span>}
                    <span className="block text-xs text-muted sm:hidden">
                      {[item.sku, item.category].filter(Boolean).join(" · ")}
                    </span>
                  </td>
                  <td className="px-3 py-2 max-sm:hidden">
                    <code className="font-mono text-xs">{item.sku}</code>
                  </td>
                  <td className="px-3 py-2 max-sm:hidden">
                    {item.category === "" ? <Dash /> : item.category}
                  </td>
                  <td className="px-3 py-2 text-right tabular">{amountWords(item.highPrecisionQuantity)}</td>
                  <td className="px-4 py-2 text-right whitespace-nowrap tabular">
                    {moneyWords(item.grossValue, currency)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </PageSection>
    </>
  );
}

const KNOWN = [
  { field: "name", term: "Name" },
  { field: "email", term: "E-mail" },
  { field: "phone", term: "Phone" },
  { field: "loyaltyCardNumber", term: "Card number" },
  { field: "nip", term: "Tax number" },
] as const;
