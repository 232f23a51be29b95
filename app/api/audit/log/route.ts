import { AUDIT_COLUMNS } from "#lib/audit/core/list-columns.ts";
import { listAuditEntries } from "#lib/audit/data.ts";
import { AuditListDto } from "#lib/audit/schema.ts";
import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { listQuery } from "#lib/http/query.ts";
import { auditListExample } from "../../examples.ts";

const list = defineRoute({
  operationId: "auditLogGetList",
  summary: "Get all audit logs",
  description:
    "Who changed what, in the stores whose audit log the administrator may see; what concerns the whole installation is for a master role. Beyond 5,000 entries the totals are estimates.",
  tags: ["Audit"],
  auth: "account",
  query: listQuery(AUDIT_COLUMNS),
  response: { 200: AuditListDto },
  errors: [403],
  examples: { response: auditListExample },
  handler: ({ ctx, query }) => listAuditEntries(ctx, query),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: list });
