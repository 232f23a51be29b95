/** What the sealed values of a webhook belong to. Whoever seals and whoever opens have to say the same. */
export const secretContext = (secretId: string) => `webhook_secret:${secretId}`;
export const headersContext = (subscriptionId: string) => `webhook_headers:${subscriptionId}`;

/** Custom headers are sealed together, as the JSON text of a list of these. */
export type StoredHeader = { headerName: string; headerValue: string };
