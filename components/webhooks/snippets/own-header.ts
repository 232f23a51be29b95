/** The environment variable that holds the value of a webhook's own header: "X-Api-Key" is X_API_KEY. */
export function variableOf(headerName: string): string {
  const name = headerName.toUpperCase().replaceAll(/[^A-Z0-9]/g, "_");
  return /^\d/.test(name) ? `_${name}` : name;
}
