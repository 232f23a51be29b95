/** Units, and other amounts without a currency: "1,250.5". */
export function amountWords(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: 6 });
}

/** "1,250.50 EUR" */
export function moneyWords(value: number, currency: string): string {
  return `${value.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 6 })} ${currency}`;
}

/** "+100", "−12.5": the sign is a minus, not a hyphen. */
export function signedWords(value: number): string {
  return `${value < 0 ? "−" : "+"}${amountWords(Math.abs(value))}`;
}
