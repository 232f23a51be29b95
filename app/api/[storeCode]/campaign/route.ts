import { defineRoute } from "#lib/http/define-route.ts";
import { methods } from "#lib/http/methods.ts";
import { listQuery } from "#lib/http/query.ts";
import { wrapped } from "#lib/http/request-body.ts";
import { CAMPAIGN_COLUMNS } from "#lib/loyalty/campaigns/core/list-columns.ts";
import { listCampaigns } from "#lib/loyalty/campaigns/data.ts";
import { createCampaign } from "#lib/loyalty/campaigns/mutations.ts";
import { CampaignDefinition, CampaignListDto, CreatedCampaign } from "#lib/loyalty/campaigns/schema.ts";
import { campaignBody, campaignExample } from "./examples.ts";

const list = defineRoute({
  operationId: "campaignGetList",
  summary: "Get the campaigns",
  tags: ["Campaign"],
  auth: "store",
  permission: ["CAMPAIGN", "VIEW"],
  query: listQuery(CAMPAIGN_COLUMNS),
  response: { 200: CampaignListDto },
  examples: { response: { items: [campaignExample], total: { all: 1, filtered: 1, estimated: false } } },
  handler: ({ ctx, query }) => listCampaigns(ctx, query),
});

const create = defineRoute({
  operationId: "campaignPost",
  summary: "Add a campaign",
  description:
    "Publishes CampaignCreated. A campaign is set off by a purchase, a return, a custom event or a completed achievement that takes place while it is active. All conditions of a rule have to hold. Rules look at transaction. (documentNumber, documentType, grossValue, purchasedAt, labels, items.sku, items.name, items.category, items.maker, items.quantity, items.grossValue), customer. (email, phone, levelId, gender, city, country, registeredAt, transactionsCount, customAttributes.<key>, ...), event. (type, eventId, eventDate, body.<field>) and achievement. (achievementId, completedCount). Points, days and attribute values are expressions with + - * /, comparisons, and, or, not, a ? b : c, round, round_up, round_down, min, max, sum and count; numbers are exact.",
  tags: ["Campaign"],
  auth: "store",
  permission: ["CAMPAIGN", "MODIFY"],
  body: wrapped("campaign", CampaignDefinition),
  response: { 200: CreatedCampaign },
  examples: { request: { campaign: campaignBody }, response: { campaignId: campaignExample.campaignId } },
  handler: ({ ctx, body }) => createCampaign(ctx, body),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({ GET: list, POST: create });
