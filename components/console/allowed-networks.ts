const LOOPBACK = /^(?:127\.|::1(?:\/|$))/;

/**
 * What people should know of `WEBHOOK_ALLOWED_NETWORKS`; null when deliveries go to public addresses only.
 * @param networks as they were configured, for instance "127.0.0.0/8"
 */
export function allowedNetworksNotice(networks: readonly string[]): string | null {
  if (networks.length === 0) return null;
  const where = networks.every((network) => LOOPBACK.test(network)) ? "this machine" : "private networks";
  return `Deliveries may reach ${where} (${networks.join(", ")}).`;
}
