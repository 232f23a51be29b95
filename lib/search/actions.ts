"use server";

import { authActionClient } from "#lib/auth/actions.ts";
import { findByText } from "./data.ts";
import { SearchInput } from "./schema.ts";

export const searchAction = authActionClient
  .inputSchema(SearchInput)
  .action(({ ctx, parsedInput }) => findByText(ctx, parsedInput.text));
