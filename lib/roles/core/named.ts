import { RESOURCES } from "../../auth/core/permissions.ts";
import type { NamedListDto } from "../schema.ts";

/** "WEBHOOK_SUBSCRIPTION" is "Webhook subscription". */
function nameOf(code: string): string {
  const words = code.toLowerCase().replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function listed(codes: readonly string[]): NamedListDto {
  const items = codes.map((code) => ({ code, name: nameOf(code) }));
  return { items, total: { all: items.length, filtered: items.length, estimated: false } };
}

export const NAMED_RESOURCES: NamedListDto = listed(RESOURCES);
export const NAMED_ACCESSES: NamedListDto = listed(["VIEW", "MODIFY"]);
