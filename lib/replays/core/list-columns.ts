import type { ListColumns } from "../../http/core/list-columns.ts";
import { REPLAY_SCOPES, REPLAY_STATES } from "../constants.ts";

/** What the list of replays can be filtered and sorted by. Ids rise with time. */
export const REPLAY_COLUMNS = {
  replayId: { type: "uuid", field: "id", isSortable: true },
  webhookSubscriptionId: { type: "uuid", field: "subscriptionId" },
  scope: { type: "enum", field: "scope", values: REPLAY_SCOPES },
  state: { type: "enum", field: "state", values: REPLAY_STATES },
  createdBy: { type: "text", field: "createdBy" },
  createdAt: { type: "datetime", field: "createdAt" },
  completedAt: { type: "datetime", field: "completedAt", isNullable: true },
} as const satisfies ListColumns;
