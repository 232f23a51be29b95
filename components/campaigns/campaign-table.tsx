"use client";

import { Megaphone } from "lucide-react";
import { ListTable } from "#components/data-table/list-table.tsx";
import type { DataTableColumn, TableTotal } from "#components/data-table/table-types.ts";
import { ActiveStatus } from "#components/programme/active-status.tsx";
import { pastAndFuturePresets, pastPresets } from "#components/ui/date-range.ts";
import { Time } from "#components/ui/time.tsx";
import { CAMPAIGN_TRIGGERS } from "#lib/loyalty/campaigns/constants.ts";
import type { CampaignRow } from "./campaign-row.ts";
import { CAMPAIGN_SEARCH_PARAMS } from "./campaign-search-params.ts";
import { EFFECT_WORDS, TRIGGER_WORDS } from "./campaign-words.ts";

type CampaignTableProps = { rows: readonly CampaignRow[]; total: TableTotal; mayChange: boolean };

export function CampaignTable(props: CampaignTableProps) {
  return (
    <ListTable
      {...props}
      label="Campaigns"
      noun={noun}
      href="/campaigns"
      searchParams={CAMPAIGN_SEARCH_PARAMS}
      columns={COLUMNS}
      rowId={rowId}
      empty={EMPTY}
      addLabel="Add campaign"
    />
  );
}

/** "Give units, give a reward" */
function listWords([first = "", ...rest]: readonly string[]): string {
  return [first, ...rest.map((words) => words.charAt(0).toLowerCase() + words.slice(1))].join(", ");
}

const noun = { one: "campaign", many: "campaigns" };
const rowId = (row: CampaignRow) => row.id;
const EMPTY = {
  icon: <Megaphone />,
  title: "No campaigns yet",
  description: "A campaign gives members units, rewards or attributes when they buy, return or do something.",
};

const COLUMNS: readonly DataTableColumn<CampaignRow>[] = [
  {
    id: "name",
    header: "Name",
    cell: (row) => <span className="block truncate">{row.name}</span>,
    sortable: true,
    filter: { kind: "text" },
    card: "title",
    className: "sm:max-w-0 sm:min-w-44",
  },
  {
    id: "trigger",
    header: "Set off by",
    cell: (row) => (
      <span className="block truncate">
        {TRIGGER_WORDS[row.trigger]}
        {row.event !== null && <span className="text-muted"> {row.event}</span>}
      </span>
    ),
    filter: {
      kind: "choice",
      options: CAMPAIGN_TRIGGERS.map((trigger) => ({ value: trigger, label: TRIGGER_WORDS[trigger] })),
    },
    width: "13rem",
    className: "sm:max-w-52",
  },
  {
    id: "effects",
    header: "Effect",
    cell: (row) => (
      <span className="block sm:truncate">
        {listWords(row.effects.map((effect) => EFFECT_WORDS[effect]))}
      </span>
    ),
    className: "sm:max-w-0 sm:min-w-40",
  },
  {
    id: "active",
    header: "Status",
    cell: (row) => <ActiveStatus isActive={row.isActive} />,
    filter: { kind: "boolean", trueLabel: "Active", falseLabel: "Not active" },
    width: "8rem",
  },
  {
    id: "startsAt",
    header: "Starts",
    cell: (row) => <Time value={row.startsAt} format="date" />,
    sortable: true,
    sortDescFirst: true,
    filter: { kind: "date-range", presets: pastPresets },
    width: "8rem",
  },
  {
    id: "endsAt",
    header: "Ends",
    cell: (row) =>
      row.endsAt === null ? (
        <span className="text-muted">Never</span>
      ) : (
        <Time value={row.endsAt} format="date" />
      ),
    sortable: true,
    filter: { kind: "date-range", presets: pastAndFuturePresets },
    width: "8rem",
  },
];
