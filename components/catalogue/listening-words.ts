/** How many webhooks of the store listen to an event. */
export function listeningWords(count: number): string {
  if (count === 0) return "No webhook listens";
  return count === 1 ? "1 webhook listens" : `${count.toLocaleString("en")} webhooks listen`;
}
