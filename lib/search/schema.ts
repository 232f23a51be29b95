import { z } from "zod";

export const SearchInput = z.strictObject({ text: z.string().max(200) });

/** A thing of the store that a text leads to. */
export type SearchHitDto = {
  kind: "webhook" | "event" | "delivery" | "member";
  id: string;
  title: string;
  detail: string;
};
