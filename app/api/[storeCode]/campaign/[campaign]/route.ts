import { entityTag } from "#lib/http/core/entity-tag.ts";
import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { getCampaign } from "#lib/loyalty/campaigns/data.ts";
import { deleteCampaign, patchCampaign, updateCampaign } from "#lib/loyalty/campaigns/mutations.ts";
import { CampaignDefinition, CampaignDto, CampaignPatch } from "#lib/loyalty/campaigns/schema.ts";
import { campaignBody, campaignExample } from "../examples.ts";

const details = defineRoute({
  operationId: "campaignGet",
  summary: "Get a campaign",
  description: "The ETag of the answer is the version, for If-Match of a change.",
  tags: ["Campaign"],
  auth: "store",
  permission: ["CAMPAIGN", "VIEW"],
  response: { 200: CampaignDto },
  examples: { response: campaignExample },
  async handler({ ctx, param, headers }) {
    const campaign = await getCampaign(ctx, param("campaign"));
    headers.set("etag", entityTag(campaign.version));
    return campaign;
  },
});

const update = defineRoute({
  operationId: "campaignPut",
  summary: "Change a campaign",
  description: "Publishes CampaignUpdated when something changes.",
  tags: ["Campaign"],
  auth: "store",
  permission: ["CAMPAIGN", "MODIFY"],
  body: wrapped("campaign", CampaignDefinition),
  response: { 204: null },
  errors: [404, 409],
  examples: { request: { campaign: campaignBody } },
  takesIfMatch: true,
  handler: ({ ctx, param, body, expectedVersion }) =>
    updateCampaign(ctx, param("campaign"), body, { expectedVersion }),
});

const patch = defineRoute({
  operationId: "campaignPatch",
  summary: "Switch a campaign on or off, or move it",
  description: "Publishes CampaignUpdated when something changes.",
  tags: ["Campaign"],
  auth: "store",
  permission: ["CAMPAIGN", "MODIFY"],
  body: wrapped("campaign", CampaignPatch),
  response: { 204: null },
  errors: [404, 409],
  examples: { request: { campaign: { active: false } } },
  takesIfMatch: true,
  handler: ({ ctx, param, body, expectedVersion }) =>
    patchCampaign(ctx, param("campaign"), body, { expectedVersion }),
});

const remove = defineRoute({
  operationId: "campaignDelete",
  summary: "Delete a campaign",
  description: "What it gave stays given.",
  tags: ["Campaign"],
  auth: "store",
  permission: ["CAMPAIGN", "MODIFY"],
  response: { 204: null },
  errors: [404, 409],
  takesIfMatch: true,
  handler: ({ ctx, param, expectedVersion }) => deleteCampaign(ctx, param("campaign"), { expectedVersion }),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: details,
  PUT: update,
  PATCH: patch,
  DELETE: remove,
});
