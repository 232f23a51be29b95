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
  tags: ["Campaign"],
  auth: "store",
  permission: ["CAMPAIGN", "VIEW"],
  response: { 200: CampaignDto },
  examples: { response: campaignExample },
  handler: ({ ctx, param }) => getCampaign(ctx, param("campaign")),
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
  errors: [404],
  examples: { request: { campaign: campaignBody } },
  handler: ({ ctx, param, body }) => updateCampaign(ctx, param("campaign"), body),
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
  errors: [404],
  examples: { request: { campaign: { active: false } } },
  handler: ({ ctx, param, body }) => patchCampaign(ctx, param("campaign"), body),
});

const remove = defineRoute({
  operationId: "campaignDelete",
  summary: "Delete a campaign",
  description: "What it gave stays given.",
  tags: ["Campaign"],
  auth: "store",
  permission: ["CAMPAIGN", "MODIFY"],
  response: { 204: null },
  errors: [404],
  handler: ({ ctx, param }) => deleteCampaign(ctx, param("campaign")),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: details,
  PUT: update,
  PATCH: patch,
  DELETE: remove,
});
