import type { Prisma } from "#lib/platform/db.ts";

/** A definition of a reward, campaign or achievement as it is stored and compared: what was left out is not there. */
export function asJson(definition: object): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(definition)) as Prisma.InputJsonObject;
}
