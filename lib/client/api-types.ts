/**
 * Made from the API document by `npm run client:types`: change the routes, not this file.
 */

type Scalar = string | number | boolean;

/** A condition on a field of a list: a value that it equals, or operators that must all hold. */
export type Filter =
  | Scalar
  | { eq?: Scalar; neq?: Scalar; like?: string; in?: readonly Scalar[] }
  | { gt?: Scalar; gte?: Scalar; lt?: Scalar; lte?: Scalar }
  | { hasValue: true }
  | { notHasValue: true };

type __schema0 = string | number | boolean | null | (__schema0)[] | { [name: string]: __schema0 };

/** What each operation takes and answers, by its operationId. */
export type Operations = {
  /** Get admin token */
  adminLoginCheck: {
    params: undefined;
    query: undefined;
    body: {
      username: string;
      password: string;
    };
    answer: {
      token: string;
      refresh_token: string;
    };
  };
  /** Gives a list of api keys */
  _apiKeyGetList: {
    params: { admin: string; };
    query: { _page?: number; _itemsOnPage?: number; _orderBy?: {
        apiKeyId?: "asc" | "desc";
        name?: "asc" | "desc";
        expirationDate?: "asc" | "desc";
        createdAt?: "asc" | "desc";
        lastUsedAt?: "asc" | "desc";
      }; apiKeyId?: Filter; name?: Filter; token?: Filter; expirationDate?: Filter; readOnly?: Filter; createdAt?: Filter; lastUsedAt?: Filter; } | undefined;
    body: undefined;
    answer: {
      items: ({
        apiKeyId: string;
        token: string;
        adminId: string;
        adminUsername: string;
        name: string;
        legacy: false;
        readOnly: boolean;
        storeCode: string | null;
        createdAt: string;
        expirationDate?: string;
        lastUsedAt: string | null;
      })[];
      total: {
        all: number;
        filtered: number;
        estimated: boolean;
      };
    };
  };
  /** Add a new API key */
  _apiKeyPost: {
    params: { admin: string; };
    query: undefined;
    body: {
      apiKey: {
        name: string;
        expirationDate?: string | null;
        readOnly?: boolean;
        storeCode?: string | null;
      };
    };
    answer: {
      apiKeyId: string;
      token: string;
      adminId: string;
      name: string;
      legacy: false;
      expirationDate?: string;
    };
  };
  /** Edit API key */
  _apiKeyPut: {
    params: { admin: string; apikey: string; };
    query: undefined;
    body: {
      apiKey: {
        name: string;
        expirationDate?: string | null;
      };
    };
    answer: undefined;
  };
  /** Delete API key */
  _apiKeyDelete: {
    params: { admin: string; apikey: string; };
    query: undefined;
    body: undefined;
    answer: undefined;
  };
  /** Get tenants list */
  storeGetList: {
    params: undefined;
    query: { _page?: number; _itemsOnPage?: number; _orderBy?: {
        storeId?: "asc" | "desc";
        name?: "asc" | "desc";
        code?: "asc" | "desc";
        currency?: "asc" | "desc";
        active?: "asc" | "desc";
        createdAt?: "asc" | "desc";
        updatedAt?: "asc" | "desc";
      }; storeId?: Filter; name?: Filter; code?: Filter; currency?: Filter; active?: Filter; createdAt?: Filter; updatedAt?: Filter; } | undefined;
    body: undefined;
    answer: {
      items: ({
        storeId: string;
        code: string;
        currency: string;
        name: string;
        active: boolean;
        createdBy?: string;
        createdAt: string;
        updatedBy?: string;
        updatedAt: string;
      })[];
      total: {
        all: number;
        filtered: number;
        estimated: boolean;
      };
    };
  };
  /** Add a new tenant */
  storePost: {
    params: undefined;
    query: undefined;
    body: {
      store: {
        code?: string;
        name: string;
        currency: string;
        active: boolean;
      };
    };
    answer: {
      storeId: string;
    };
  };
  /** Get tenant's details */
  _storeGet: {
    params: { store: string; };
    query: undefined;
    body: undefined;
    answer: {
      storeId: string;
      code: string;
      currency: string;
      name: string;
      active: boolean;
      createdBy?: string;
      createdAt: string;
      updatedBy?: string;
      updatedAt: string;
    };
  };
  /** Update tenant's configuration */
  storePut: {
    params: { store: string; };
    query: undefined;
    body: {
      store: {
        code?: string;
        name: string;
        currency: string;
        active: boolean;
      };
    };
    answer: undefined;
  };
  /** Get roles */
  aclRoleGetList: {
    params: undefined;
    query: { _page?: number; _itemsOnPage?: number; _orderBy?: {
        roleId?: "asc" | "desc";
        name?: "asc" | "desc";
        default?: "asc" | "desc";
        master?: "asc" | "desc";
      }; roleId?: Filter; name?: Filter; default?: Filter; master?: Filter; } | undefined;
    body: undefined;
    answer: {
      items: ({
        roleId: number;
        name: string;
        default: boolean;
        master: boolean;
        permissions: ({
          resource: "WEBHOOK_SUBSCRIPTION" | "ADMIN" | "ACL" | "STORES" | "AUDIT" | "SETTINGS" | "CUSTOMER" | "LEVEL" | "WALLET" | "POINT_TRANSFER" | "TRANSACTION" | "IMPORT" | "REWARDS" | "ISSUED_REWARDS" | "CAMPAIGN" | "CUSTOM_EVENT";
          access: "VIEW" | "MODIFY";
        })[];
        stores: (string)[];
        administrators: number;
      })[];
      total: {
        all: number;
        filtered: number;
        estimated: boolean;
      };
    };
  };
  /** Add a role */
  aclRolePost: {
    params: undefined;
    query: undefined;
    body: {
      role: {
        name: string;
        default?: boolean;
        permissions: ({
          resource: "WEBHOOK_SUBSCRIPTION" | "ADMIN" | "ACL" | "STORES" | "AUDIT" | "SETTINGS" | "CUSTOMER" | "LEVEL" | "WALLET" | "POINT_TRANSFER" | "TRANSACTION" | "IMPORT" | "REWARDS" | "ISSUED_REWARDS" | "CAMPAIGN" | "CUSTOM_EVENT";
          access: "VIEW" | "MODIFY";
        })[];
        stores: (string)[];
      };
    };
    answer: {
      roleId: number;
    };
  };
  /** Get a role */
  aclRoleGet: {
    params: { role: number; };
    query: undefined;
    body: undefined;
    answer: {
      roleId: number;
      name: string;
      default: boolean;
      master: boolean;
      permissions: ({
        resource: "WEBHOOK_SUBSCRIPTION" | "ADMIN" | "ACL" | "STORES" | "AUDIT" | "SETTINGS" | "CUSTOMER" | "LEVEL" | "WALLET" | "POINT_TRANSFER" | "TRANSACTION" | "IMPORT" | "REWARDS" | "ISSUED_REWARDS" | "CAMPAIGN" | "CUSTOM_EVENT";
        access: "VIEW" | "MODIFY";
      })[];
      stores: (string)[];
      administrators: number;
    };
  };
  /** Change a role */
  aclRolePut: {
    params: { role: number; };
    query: undefined;
    body: {
      role: {
        name: string;
        default?: boolean;
        permissions: ({
          resource: "WEBHOOK_SUBSCRIPTION" | "ADMIN" | "ACL" | "STORES" | "AUDIT" | "SETTINGS" | "CUSTOMER" | "LEVEL" | "WALLET" | "POINT_TRANSFER" | "TRANSACTION" | "IMPORT" | "REWARDS" | "ISSUED_REWARDS" | "CAMPAIGN" | "CUSTOM_EVENT";
          access: "VIEW" | "MODIFY";
        })[];
        stores: (string)[];
      };
    };
    answer: undefined;
  };
  /** Delete a role */
  aclRoleDelete: {
    params: { role: number; };
    query: undefined;
    body: undefined;
    answer: undefined;
  };
  /** Get the resources that roles can name */
  aclResourcesGetList: {
    params: undefined;
    query: undefined;
    body: undefined;
    answer: {
      items: ({
        code: string;
        name: string;
      })[];
      total: {
        all: number;
        filtered: number;
        estimated: boolean;
      };
    };
  };
  /** Get the accesses that roles can name */
  aclAccessesGetList: {
    params: undefined;
    query: undefined;
    body: undefined;
    answer: {
      items: ({
        code: string;
        name: string;
      })[];
      total: {
        all: number;
        filtered: number;
        estimated: boolean;
      };
    };
  };
  /** Get all audit logs */
  auditLogGetList: {
    params: undefined;
    query: { _page?: number; _itemsOnPage?: number; _orderBy?: {
        eventType?: "asc" | "desc";
        entityType?: "asc" | "desc";
        username?: "asc" | "desc";
        createdAt?: "asc" | "desc";
        auditLogId?: "asc" | "desc";
        "store:code"?: "asc" | "desc";
        "store:name"?: "asc" | "desc";
      }; eventType?: Filter; entityType?: Filter; entityId?: Filter; username?: Filter; userId?: Filter; userType?: Filter; ip?: Filter; requestId?: Filter; createdAt?: Filter; auditLogId?: Filter; store?: Filter; "store:code"?: Filter; "store:storeId"?: Filter; "store:name"?: Filter; "apiKey:apiKeyId"?: Filter; "apiKey:name"?: Filter; } | undefined;
    body: undefined;
    answer: {
      items: ({
        auditLogId: string;
        store?: {
          storeId: string;
          code: string;
          currency: string;
          name: string;
          active: boolean;
        };
        eventType: string;
        entityType: string;
        entityId: string;
        username?: string;
        userId?: string;
        userType: string;
        ip?: string;
        createdAt: string;
        requestId?: string;
        apiKey?: {
          apiKeyId: string;
          name: string;
        };
        before?: { [name: string]: unknown };
        after?: { [name: string]: unknown };
      })[];
      total: {
        all: number;
        filtered: number;
        estimated: boolean;
      };
    };
  };
  /** Refresh admin token */
  tokenRefresh: {
    params: undefined;
    query: undefined;
    body: {
      refresh_token: string;
    };
    answer: {
      token: string;
      refresh_token: string;
    };
  };
  /** Log user out */
  userGetTokenRevoke: {
    params: undefined;
    query: undefined;
    body: undefined;
    answer: undefined;
  };
  /** The public keys that verify tokens */
  jwksGet: {
    params: undefined;
    query: undefined;
    body: undefined;
    answer: {
      keys: ({ [name: string]: unknown })[];
    };
  };
  /** Get webhook subscriptions list */
  webhookSubscriptionGetList: {
    params: { storeCode: string; };
    query: { _page?: number; _itemsOnPage?: number; _orderBy?: {
        eventName?: "asc" | "desc";
        eventNames?: "asc" | "desc";
        url?: "asc" | "desc";
        legacy?: "asc" | "desc";
        format?: "asc" | "desc";
        createdAt?: "asc" | "desc";
        activeFrom?: "asc" | "desc";
        updatedAt?: "asc" | "desc";
        description?: "asc" | "desc";
        state?: "asc" | "desc";
        hmacEnabled?: "asc" | "desc";
        ordered?: "asc" | "desc";
        webhookSubscriptionId?: "asc" | "desc";
      }; eventName?: Filter; eventNames?: Filter; url?: Filter; legacy?: Filter; format?: Filter; createdAt?: Filter; activeFrom?: Filter; updatedAt?: Filter; description?: Filter; state?: Filter; hmacEnabled?: Filter; ordered?: Filter; webhookSubscriptionId?: Filter; } | undefined;
    body: undefined;
    answer: {
      items: ({
        webhookSubscriptionId: string;
        eventName: string;
        eventNames: (string)[];
        url: string;
        headerName?: string;
        headerValue?: string;
        legacy: boolean;
        format: "v5" | "legacy" | "mage";
        mageEvents: ("points.earned" | "points.redeemed" | "customer.tier_upgrade" | "customer.tier_downgrade")[];
        createdAt: string;
        destinationType: "rest";
        description: string | null;
        activeFrom: string;
        state: "active" | "paused" | "disabled";
        disabledReason: string | null;
        health: {
          condition: "ok" | "disabled" | "paused" | "holding" | "breaker_open" | "blocked" | "failing" | "catching_up" | "slowed_down" | "rate_limited";
          message: string;
          since: string | null;
          until: string | null;
          remaining: number | null;
          deliveryId: string | null;
          others: ({
            condition: "ok" | "disabled" | "paused" | "holding" | "breaker_open" | "blocked" | "failing" | "catching_up" | "slowed_down" | "rate_limited";
            message: string;
            since: string | null;
            until: string | null;
            remaining: number | null;
            deliveryId: string | null;
          })[];
        };
        hmacEnabled: boolean;
        maxInFlight: number;
        ratePerSecond: number | null;
        timeoutMs: number;
        ordered: boolean;
        updatedAt: string;
        version: number;
      })[];
      total: {
        all: number;
        filtered: number;
        estimated: boolean;
      };
    };
  };
  /** Subscribe to a webhook */
  webhookSubscriptionPost: {
    params: { storeCode: string; };
    query: undefined;
    body: {
      webhookSubscription: {
        eventName?: string;
        eventNames?: (string)[];
        destinationType?: "rest";
        url: string;
        headers?: ({
          headerName: string;
          headerValue: string;
        })[];
        headerName?: string | null;
        headerValue?: string | null;
        description?: string | null;
        activeFrom?: string;
        hmacEnabled?: boolean;
        legacy?: boolean;
        format?: "v5" | "legacy" | "mage";
        mageEvents?: ("points.earned" | "points.redeemed" | "customer.tier_upgrade" | "customer.tier_downgrade")[];
        maxInFlight?: number;
        ratePerSecond?: number | null;
        timeoutMs?: number;
        ordered?: boolean;
      };
    };
    answer: {
      webhookSubscriptionId: string;
      secret: string;
    };
  };
  /** Get a webhook subscription details */
  webhookSubscriptionGet: {
    params: { storeCode: string; webhookSubscription: string; };
    query: undefined;
    body: undefined;
    answer: {
      webhookSubscriptionId: string;
      eventName: string;
      eventNames: (string)[];
      url: string;
      headerName?: string;
      headerValue?: string;
      legacy: boolean;
      format: "v5" | "legacy" | "mage";
      mageEvents: ("points.earned" | "points.redeemed" | "customer.tier_upgrade" | "customer.tier_downgrade")[];
      createdAt: string;
      destinationType: "rest";
      description: string | null;
      activeFrom: string;
      state: "active" | "paused" | "disabled";
      disabledReason: string | null;
      health: {
        condition: "ok" | "disabled" | "paused" | "holding" | "breaker_open" | "blocked" | "failing" | "catching_up" | "slowed_down" | "rate_limited";
        message: string;
        since: string | null;
        until: string | null;
        remaining: number | null;
        deliveryId: string | null;
        others: ({
          condition: "ok" | "disabled" | "paused" | "holding" | "breaker_open" | "blocked" | "failing" | "catching_up" | "slowed_down" | "rate_limited";
          message: string;
          since: string | null;
          until: string | null;
          remaining: number | null;
          deliveryId: string | null;
        })[];
      };
      hmacEnabled: boolean;
      maxInFlight: number;
      ratePerSecond: number | null;
      timeoutMs: number;
      ordered: boolean;
      updatedAt: string;
      version: number;
      headers: ({
        headerName: string;
        headerValue: string;
      })[];
    };
  };
  /** Update subscription to a webhook */
  webhookSubscriptionPut: {
    params: { storeCode: string; webhookSubscription: string; };
    query: undefined;
    body: {
      webhookSubscription: {
        eventName?: unknown;
        eventNames?: (string)[];
        destinationType?: "rest";
        url: string;
        headers?: ({
          headerName: string;
          headerValue?: string | null;
        })[];
        headerName?: string | null;
        headerValue?: string | null;
        description?: string | null;
        activeFrom?: string;
        hmacEnabled?: boolean;
        legacy?: boolean;
        format?: "v5" | "legacy" | "mage";
        mageEvents?: ("points.earned" | "points.redeemed" | "customer.tier_upgrade" | "customer.tier_downgrade")[];
        maxInFlight?: number;
        ratePerSecond?: number | null;
        timeoutMs?: number;
        ordered?: boolean;
      };
    };
    answer: undefined;
  };
  /** Delete subscription to a webhook */
  webhookSubscriptionDelete: {
    params: { storeCode: string; webhookSubscription: string; };
    query: undefined;
    body: undefined;
    answer: undefined;
  };
  /** Pause a webhook subscription */
  webhookSubscriptionPause: {
    params: { storeCode: string; webhookSubscription: string; };
    query: undefined;
    body: undefined;
    answer: undefined;
  };
  /** Resume a webhook subscription */
  webhookSubscriptionResume: {
    params: { storeCode: string; webhookSubscription: string; };
    query: undefined;
    body: undefined;
    answer: undefined;
  };
  /** Give a webhook subscription a new secret */
  webhookSubscriptionRotateSecret: {
    params: { storeCode: string; webhookSubscription: string; };
    query: undefined;
    body: {
      overlapHours?: number;
    } | undefined;
    answer: {
      webhookSubscriptionId: string;
      secret: string;
      previousSecretExpiresAt: string;
    };
  };
  /** Send a test delivery now */
  webhookSubscriptionTest: {
    params: { storeCode: string; webhookSubscription: string; };
    query: undefined;
    body: {
      eventName?: string;
      data?: unknown;
    } | undefined;
    answer: {
      deliveryId: string;
      state: "pending" | "succeeded" | "exhausted" | "cancelled";
      statusCode: number | null;
      durationMs: number;
      responseBody: string | null;
      errorCode: string | null;
    };
  };
  /** Get webhook event types */
  webhookEventGetList: {
    params: { storeCode: string; };
    query: undefined;
    body: undefined;
    answer: {
      items: (string)[];
    };
  };
  /** Publish one event or a batch */
  webhookEventPost: {
    params: { storeCode: string; };
    query: undefined;
    body: {
      event?: {
        eventName: string;
        data: unknown;
        createdAt?: string;
        idempotencyKey?: string;
      };
      events?: ({
        eventName: string;
        data: unknown;
        createdAt?: string;
        idempotencyKey?: string;
      })[];
    };
    answer: {
      eventId: string;
    } | {
      items: ({
        eventId: string;
      })[];
    };
  };
  /** Get a published event and why it went to webhooks or did not */
  webhookEventGet: {
    params: { storeCode: string; event: string; };
    query: { _page?: number; _itemsOnPage?: number; _orderBy?: Record<string, unknown>; webhookSubscriptionId?: Filter; url?: Filter; matched?: Filter; reason?: Filter; } | undefined;
    body: undefined;
    answer: {
      eventId: string;
      eventName: string;
      createdAt: string;
      publishedAt: string;
      publishedBy: string | null;
      requestId: string | null;
      traceParent: string | null;
      isTest: boolean;
      data: unknown;
      webhooks: {
        items: ({
          webhookSubscriptionId: string;
          url: string;
          state: "active" | "paused" | "disabled";
          isDeleted: boolean;
          matched: boolean;
          reason: "deleted" | "event_not_subscribed" | "no_mage_form" | "active_later" | "disabled" | "added_later" | "changed_since" | "test_of_another" | null;
          message: string | null;
          at: string | null;
          delivery: {
            deliveryId: string;
            eventId: string;
            webhookSubscriptionId: string;
            eventName: string;
            state: "pending" | "succeeded" | "exhausted" | "cancelled";
            trigger: "schedule" | "manual" | "test" | "replay";
            attempts: number;
            lastStatusCode: number | null;
            lastErrorCode: string | null;
            lastDurationMs: number | null;
            createdAt: string;
            dueAt: string | null;
            completedAt: string | null;
          } | null;
        })[];
        total: {
          all: number;
          filtered: number;
          estimated: boolean;
        };
        matched: number;
      };
    };
  };
  /** Get the events that the store has defined */
  webhookEventDefinitionGetList: {
    params: { storeCode: string; };
    query: { _page?: number; _itemsOnPage?: number; _orderBy?: {
        eventName?: "asc" | "desc";
        title?: "asc" | "desc";
        category?: "asc" | "desc";
        createdAt?: "asc" | "desc";
        updatedAt?: "asc" | "desc";
      }; eventName?: Filter; title?: Filter; description?: Filter; category?: Filter; createdAt?: Filter; updatedAt?: Filter; } | undefined;
    body: undefined;
    answer: {
      items: ({
        eventName: string;
        title: string;
        description: string;
        category: string;
        schema: { [name: string]: unknown };
        example: { [name: string]: unknown };
        createdAt: string;
        updatedAt: string;
        version: number;
      })[];
      total: {
        all: number;
        filtered: number;
        estimated: boolean;
      };
    };
  };
  /** Define an event of the store */
  webhookEventDefinitionPost: {
    params: { storeCode: string; };
    query: undefined;
    body: {
      eventDefinition: {
        eventName: string;
        title: string;
        description?: string;
        category?: string;
        schema: { [name: string]: unknown };
        example: { [name: string]: unknown };
      };
    };
    answer: {
      eventName: string;
    };
  };
  /** Get an event that the store has defined */
  webhookEventDefinitionGet: {
    params: { storeCode: string; eventDefinition: string; };
    query: undefined;
    body: undefined;
    answer: {
      eventName: string;
      title: string;
      description: string;
      category: string;
      schema: { [name: string]: unknown };
      example: { [name: string]: unknown };
      createdAt: string;
      updatedAt: string;
      version: number;
    };
  };
  /** Update an event that the store has defined */
  webhookEventDefinitionPut: {
    params: { storeCode: string; eventDefinition: string; };
    query: undefined;
    body: {
      eventDefinition: {
        eventName?: unknown;
        title?: string;
        description?: string;
        category?: string;
        schema?: { [name: string]: unknown };
        example?: { [name: string]: unknown };
      };
    };
    answer: undefined;
  };
  /** Delete an event that the store has defined */
  webhookEventDefinitionDelete: {
    params: { storeCode: string; eventDefinition: string; };
    query: undefined;
    body: undefined;
    answer: undefined;
  };
  /** Get the delivery log */
  webhookDeliveryGetList: {
    params: { storeCode: string; };
    query: { _page?: number; _itemsOnPage?: number; _orderBy?: {
        deliveryId?: "asc" | "desc";
      }; deliveryId?: Filter; eventId?: Filter; webhookSubscriptionId?: Filter; eventName?: Filter; state?: Filter; trigger?: Filter; attempts?: Filter; lastStatusCode?: Filter; lastErrorCode?: Filter; createdAt?: Filter; dueAt?: Filter; completedAt?: Filter; } | undefined;
    body: undefined;
    answer: {
      items: ({
        deliveryId: string;
        eventId: string;
        webhookSubscriptionId: string;
        eventName: string;
        state: "pending" | "succeeded" | "exhausted" | "cancelled";
        trigger: "schedule" | "manual" | "test" | "replay";
        attempts: number;
        lastStatusCode: number | null;
        lastErrorCode: string | null;
        lastDurationMs: number | null;
        createdAt: string;
        dueAt: string | null;
        completedAt: string | null;
      })[];
      total: {
        all: number;
        filtered: number;
        estimated: boolean;
      };
      searchedTo: string | null;
    };
  };
  /** Get a delivery with its attempts */
  webhookDeliveryGet: {
    params: { storeCode: string; delivery: string; };
    query: undefined;
    body: undefined;
    answer: {
      deliveryId: string;
      eventId: string;
      webhookSubscriptionId: string;
      eventName: string;
      state: "pending" | "succeeded" | "exhausted" | "cancelled";
      trigger: "schedule" | "manual" | "test" | "replay";
      attempts: number;
      lastStatusCode: number | null;
      lastErrorCode: string | null;
      lastDurationMs: number | null;
      createdAt: string;
      dueAt: string | null;
      completedAt: string | null;
      hold: {
        condition: "ok" | "disabled" | "paused" | "holding" | "breaker_open" | "blocked" | "failing" | "catching_up" | "slowed_down" | "rate_limited";
        message: string;
        until: string | null;
        deliveryId: string | null;
      } | null;
      attemptList: ({
        number: number;
        trigger: "schedule" | "manual" | "test" | "replay";
        requestId: string;
        startedAt: string;
        timings: {
          dnsMs: number | null;
          connectMs: number | null;
          tlsMs: number | null;
          firstByteMs: number | null;
          totalMs: number;
        };
        remoteAddress: string | null;
        request: {
          method: "POST";
          url: string;
          headers: ({
            name: string;
            value: string;
          })[];
          body: string | null;
        };
        response: {
          statusCode: number;
          headers: ({
            name: string;
            value: string;
          })[];
          body: string;
          truncated: boolean;
        } | null;
        errorCode: string | null;
        errorMessage: string | null;
      })[];
    };
  };
  /** Make an attempt now */
  webhookDeliveryRetry: {
    params: { storeCode: string; delivery: string; };
    query: undefined;
    body: undefined;
    answer: {
      deliveryId: string;
      state: "pending" | "succeeded" | "exhausted" | "cancelled";
      statusCode: number | null;
      durationMs: number;
      responseBody: string | null;
      errorCode: string | null;
    };
  };
  /** Stop retrying a delivery */
  webhookDeliveryCancel: {
    params: { storeCode: string; delivery: string; };
    query: undefined;
    body: undefined;
    answer: undefined;
  };
  /** Get the replays */
  webhookReplayGetList: {
    params: { storeCode: string; };
    query: { _page?: number; _itemsOnPage?: number; _orderBy?: {
        replayId?: "asc" | "desc";
      }; replayId?: Filter; webhookSubscriptionId?: Filter; scope?: Filter; state?: Filter; createdBy?: Filter; createdAt?: Filter; completedAt?: Filter; } | undefined;
    body: undefined;
    answer: {
      items: ({
        replayId: string;
        webhookSubscriptionId: string;
        scope: "everything" | "failures";
        eventNames: (string)[];
        from: string;
        to: string;
        ratePerSecond: number;
        state: "running" | "paused" | "completed" | "cancelled";
        stateReason: string | null;
        total: number;
        isTotalExact: boolean;
        queued: number;
        succeeded: number;
        failed: number;
        skipped: number;
        progress: number;
        createdBy: string;
        createdAt: string;
        completedAt: string | null;
      })[];
      total: {
        all: number;
        filtered: number;
        estimated: boolean;
      };
    };
  };
  /** Send a time range to a webhook again */
  webhookReplayPost: {
    params: { storeCode: string; };
    query: undefined;
    body: {
      replay: {
        webhookSubscriptionId: string;
        from: string;
        to?: string;
        scope: "everything" | "failures";
        eventNames?: (string)[];
        ratePerSecond?: number;
      };
    };
    answer: {
      replayId: string;
      webhookSubscriptionId: string;
      scope: "everything" | "failures";
      eventNames: (string)[];
      from: string;
      to: string;
      ratePerSecond: number;
      state: "running" | "paused" | "completed" | "cancelled";
      stateReason: string | null;
      total: number;
      isTotalExact: boolean;
      queued: number;
      succeeded: number;
      failed: number;
      skipped: number;
      progress: number;
      createdBy: string;
      createdAt: string;
      completedAt: string | null;
    };
  };
  /** Count what a replay would send */
  webhookReplayPreview: {
    params: { storeCode: string; };
    query: undefined;
    body: {
      replay: {
        webhookSubscriptionId: string;
        from: string;
        to?: string;
        scope: "everything" | "failures";
        eventNames?: (string)[];
      };
    };
    answer: {
      total: number;
      isExact: boolean;
      repeats: number;
      neverSent: number;
      pending: number;
    };
  };
  /** Get a replay and how far it is */
  webhookReplayGet: {
    params: { storeCode: string; replay: string; };
    query: undefined;
    body: undefined;
    answer: {
      replayId: string;
      webhookSubscriptionId: string;
      scope: "everything" | "failures";
      eventNames: (string)[];
      from: string;
      to: string;
      ratePerSecond: number;
      state: "running" | "paused" | "completed" | "cancelled";
      stateReason: string | null;
      total: number;
      isTotalExact: boolean;
      queued: number;
      succeeded: number;
      failed: number;
      skipped: number;
      progress: number;
      createdBy: string;
      createdAt: string;
      completedAt: string | null;
    };
  };
  /** Pause a replay */
  webhookReplayPause: {
    params: { storeCode: string; replay: string; };
    query: undefined;
    body: undefined;
    answer: undefined;
  };
  /** Resume a replay */
  webhookReplayResume: {
    params: { storeCode: string; replay: string; };
    query: undefined;
    body: undefined;
    answer: undefined;
  };
  /** Cancel a replay */
  webhookReplayCancel: {
    params: { storeCode: string; replay: string; };
    query: undefined;
    body: undefined;
    answer: undefined;
  };
  /** List the webhook subscriptions in Mage's format */
  mageWebhookSubscriptionList: {
    params: undefined;
    query: { "page[number]"?: number; "page[size]"?: number; } | undefined;
    body: undefined;
    answer: {
      data: ({
        type: "webhook_subscription";
        id: string;
        attributes: {
          url: string;
          events: ("points.earned" | "points.redeemed" | "customer.tier_upgrade" | "customer.tier_downgrade")[];
          is_active: boolean;
          description: string | null;
          created_at: string;
          updated_at: string;
        };
      })[];
      meta: {
        total: number;
        page: number;
        per_page: number;
        total_pages: number;
      };
    };
  };
  /** Create a webhook subscription */
  mageWebhookSubscriptionCreate: {
    params: undefined;
    query: undefined;
    body: {
      url: string;
      events: ("points.earned" | "points.redeemed" | "customer.tier_upgrade" | "customer.tier_downgrade")[];
      description?: string | null;
      is_active?: boolean;
    };
    answer: {
      data: {
        type: "webhook_subscription";
        id: string;
        attributes: {
          url: string;
          events: ("points.earned" | "points.redeemed" | "customer.tier_upgrade" | "customer.tier_downgrade")[];
          is_active: boolean;
          description: string | null;
          secret: string;
          created_at: string;
          updated_at: string;
        };
      };
    };
  };
  /** Get a webhook subscription */
  mageWebhookSubscriptionGet: {
    params: { subscription: string; };
    query: undefined;
    body: undefined;
    answer: {
      data: {
        type: "webhook_subscription";
        id: string;
        attributes: {
          url: string;
          events: ("points.earned" | "points.redeemed" | "customer.tier_upgrade" | "customer.tier_downgrade")[];
          is_active: boolean;
          description: string | null;
          created_at: string;
          updated_at: string;
        };
      };
    };
  };
  /** Change a webhook subscription */
  mageWebhookSubscriptionUpdate: {
    params: { subscription: string; };
    query: undefined;
    body: {
      url?: string;
      events?: ("points.earned" | "points.redeemed" | "customer.tier_upgrade" | "customer.tier_downgrade")[];
      is_active?: boolean;
      description?: string | null;
    };
    answer: {
      data: {
        type: "webhook_subscription";
        id: string;
        attributes: {
          url: string;
          events: ("points.earned" | "points.redeemed" | "customer.tier_upgrade" | "customer.tier_downgrade")[];
          is_active: boolean;
          description: string | null;
          created_at: string;
          updated_at: string;
        };
      };
    };
  };
  /** Delete a webhook subscription */
  mageWebhookSubscriptionDelete: {
    params: { subscription: string; };
    query: undefined;
    body: undefined;
    answer: undefined;
  };
  /** Give a webhook subscription a new secret */
  mageWebhookSubscriptionRotateSecret: {
    params: { subscription: string; };
    query: undefined;
    body: undefined;
    answer: {
      data: {
        type: "webhook_subscription";
        id: string;
        attributes: {
          url: string;
          events: ("points.earned" | "points.redeemed" | "customer.tier_upgrade" | "customer.tier_downgrade")[];
          is_active: boolean;
          description: string | null;
          secret: string;
          created_at: string;
          updated_at: string;
        };
      };
    };
  };
  /** Get the rewards */
  rewardGetList: {
    params: { storeCode: string; };
    query: { _page?: number; _itemsOnPage?: number; _orderBy?: {
        rewardId?: "asc" | "desc";
        name?: "asc" | "desc";
        costInPoints?: "asc" | "desc";
        createdAt?: "asc" | "desc";
      }; rewardId?: Filter; reward?: Filter; name?: Filter; active?: Filter; featured?: Filter; public?: Filter; fulfillmentTracking?: Filter; costInPoints?: Filter; activeFrom?: Filter; activeTo?: Filter; visibleFrom?: Filter; visibleTo?: Filter; createdAt?: Filter; } | undefined;
    body: undefined;
    answer: {
      items: ({
        rewardId: string;
        reward: "static_coupon" | "dynamic_coupon" | "conversion_coupon" | "material";
        name: string;
        active: boolean;
        target?: string;
        levels: (string)[];
        levelNames: { [name: string]: string };
        segments: (string)[];
        segmentNames: { [name: string]: string };
        categories: (string)[];
        categoryNames: { [name: string]: string };
        brandIcon: boolean;
        photos: (Record<string, unknown>)[];
        translations: ({
          name: string;
          id: number;
          locale: string;
        } & Record<string, unknown>)[];
        activity: {
          allTime: boolean;
          from?: string;
          to?: string;
        };
        visibility: {
          allTime: boolean;
          from?: string;
          to?: string;
        };
        labels: ({
          key: string;
          value: string;
        })[];
        featured: boolean;
        public: boolean;
        fulfillmentTracking: boolean;
        costInPoints: number | null;
        sourceWalletTypeCode: string | null;
        tax?: number;
        taxPriceValue?: number;
        price?: number;
        couponGenerator?: {
          length: number;
          characterSet: string;
          prefix?: string;
        };
        couponValue?: number;
        couponValueType?: string;
        unitsConversion?: {
          ratio: number;
          rounding: string;
        };
        daysInactive?: number;
        daysValid?: number;
        dateValid?: string;
        usageLimit: {
          general: number;
          perUser: number;
        };
        limitUsages: {
          general?: {
            interval?: {
              type: string;
            };
            currentValue: number;
            limitValue: number;
          };
          perMember?: {
            interval?: {
              type: string;
            };
            currentValue: number;
            limitValue: number;
          };
        };
        notIssuedCoupons?: number;
        usageLeft?: number;
        createdAt: string;
      })[];
      total: {
        all: number;
        filtered: number;
        estimated: boolean;
      };
    };
  };
  /** Add a reward */
  rewardPost: {
    params: { storeCode: string; };
    query: undefined;
    body: {
      reward: {
        reward: "static_coupon";
        translations: {
          en: {
            name: string;
            shortDescription?: string;
            usageInstruction?: string;
            conditionsDescription?: string;
            brandDescription?: string;
            brandName?: string;
          };
        } & Record<string, unknown>;
        categories?: (string)[];
        tax?: number;
        price?: number;
        taxPriceValue?: number;
        active?: boolean;
        target?: "level";
        levels?: (string)[];
        activity: {
          allTime: boolean;
          from?: string;
          to?: string;
        };
        visibility: {
          allTime: boolean;
          from?: string;
          to?: string;
        };
        labels?: ({
          key: string;
          value: string;
        })[];
        featured?: boolean;
        public?: boolean;
        costInPoints?: number | null;
        sourceWalletTypeCode?: string | null;
        limits?: {
          general?: {
            interval?: {
              type: "calendarHours" | "calendarDays" | "calendarWeeks" | "calendarMonths" | "calendarYears";
            };
            value: number;
          };
          perMember?: {
            interval?: {
              type: "calendarHours" | "calendarDays" | "calendarWeeks" | "calendarMonths" | "calendarYears";
            };
            value: number;
          };
        };
        usageLimit?: {
          perUser: number;
          general?: number;
        };
        fulfillmentTracking?: boolean;
        daysInactive?: number;
        daysValid?: number;
        dateValid?: string;
        couponGenerator?: {
          length: number;
          characterSet: "alphanum" | "alpha" | "num";
          prefix?: string;
        };
        couponValueType?: "money" | "percentage";
        couponValue: number;
      } | {
        reward: "dynamic_coupon";
        translations: {
          en: {
            name: string;
            shortDescription?: string;
            usageInstruction?: string;
            conditionsDescription?: string;
            brandDescription?: string;
            brandName?: string;
          };
        } & Record<string, unknown>;
        categories?: (string)[];
        tax?: number;
        price?: number;
        taxPriceValue?: number;
        active?: boolean;
        target?: "level";
        levels?: (string)[];
        activity: {
          allTime: boolean;
          from?: string;
          to?: string;
        };
        visibility: {
          allTime: boolean;
          from?: string;
          to?: string;
        };
        labels?: ({
          key: string;
          value: string;
        })[];
        featured?: boolean;
        public?: boolean;
        costInPoints?: number | null;
        sourceWalletTypeCode?: string | null;
        limits?: {
          general?: {
            interval?: {
              type: "calendarHours" | "calendarDays" | "calendarWeeks" | "calendarMonths" | "calendarYears";
            };
            value: number;
          };
          perMember?: {
            interval?: {
              type: "calendarHours" | "calendarDays" | "calendarWeeks" | "calendarMonths" | "calendarYears";
            };
            value: number;
          };
        };
        usageLimit?: {
          perUser: number;
          general?: number;
        };
        fulfillmentTracking?: boolean;
        daysInactive?: number;
        daysValid?: number;
        dateValid?: string;
        couponGenerator?: {
          length: number;
          characterSet: "alphanum" | "alpha" | "num";
          prefix?: string;
        };
        couponValueType?: "money" | "percentage";
      } | {
        reward: "conversion_coupon";
        translations: {
          en: {
            name: string;
            shortDescription?: string;
            usageInstruction?: string;
            conditionsDescription?: string;
            brandDescription?: string;
            brandName?: string;
          };
        } & Record<string, unknown>;
        categories?: (string)[];
        tax?: number;
        price?: number;
        taxPriceValue?: number;
        active?: boolean;
        target?: "level";
        levels?: (string)[];
        activity: {
          allTime: boolean;
          from?: string;
          to?: string;
        };
        visibility: {
          allTime: boolean;
          from?: string;
          to?: string;
        };
        labels?: ({
          key: string;
          value: string;
        })[];
        featured?: boolean;
        public?: boolean;
        costInPoints?: number | null;
        sourceWalletTypeCode?: string | null;
        limits?: {
          general?: {
            interval?: {
              type: "calendarHours" | "calendarDays" | "calendarWeeks" | "calendarMonths" | "calendarYears";
            };
            value: number;
          };
          perMember?: {
            interval?: {
              type: "calendarHours" | "calendarDays" | "calendarWeeks" | "calendarMonths" | "calendarYears";
            };
            value: number;
          };
        };
        usageLimit?: {
          perUser: number;
          general?: number;
        };
        fulfillmentTracking?: boolean;
        daysInactive?: number;
        daysValid?: number;
        dateValid?: string;
        couponGenerator?: {
          length: number;
          characterSet: "alphanum" | "alpha" | "num";
          prefix?: string;
        };
        unitsConversion: {
          rounding: "default" | "up" | "down";
          ratio: number;
        };
      } | {
        reward: "material";
        translations: {
          en: {
            name: string;
            shortDescription?: string;
            usageInstruction?: string;
            conditionsDescription?: string;
            brandDescription?: string;
            brandName?: string;
          };
        } & Record<string, unknown>;
        categories?: (string)[];
        tax?: number;
        price?: number;
        taxPriceValue?: number;
        active?: boolean;
        target?: "level";
        levels?: (string)[];
        activity: {
          allTime: boolean;
          from?: string;
          to?: string;
        };
        visibility: {
          allTime: boolean;
          from?: string;
          to?: string;
        };
        labels?: ({
          key: string;
          value: string;
        })[];
        featured?: boolean;
        public?: boolean;
        costInPoints?: number | null;
        sourceWalletTypeCode?: string | null;
        limits?: {
          general?: {
            interval?: {
              type: "calendarHours" | "calendarDays" | "calendarWeeks" | "calendarMonths" | "calendarYears";
            };
            value: number;
          };
          perMember?: {
            interval?: {
              type: "calendarHours" | "calendarDays" | "calendarWeeks" | "calendarMonths" | "calendarYears";
            };
            value: number;
          };
        };
        usageLimit?: {
          perUser: number;
          general?: number;
        };
        fulfillmentTracking?: boolean;
      };
    };
    answer: {
      rewardId: string;
    };
  };
  /** Get a reward */
  rewardGet: {
    params: { storeCode: string; reward: string; };
    query: undefined;
    body: undefined;
    answer: {
      rewardId: string;
      reward: "static_coupon" | "dynamic_coupon" | "conversion_coupon" | "material";
      name: string;
      active: boolean;
      target?: string;
      levels: (string)[];
      levelNames: { [name: string]: string };
      segments: (string)[];
      segmentNames: { [name: string]: string };
      categories: (string)[];
      categoryNames: { [name: string]: string };
      brandIcon: boolean;
      photos: (Record<string, unknown>)[];
      translations: ({
        name: string;
        id: number;
        locale: string;
      } & Record<string, unknown>)[];
      activity: {
        allTime: boolean;
        from?: string;
        to?: string;
      };
      visibility: {
        allTime: boolean;
        from?: string;
        to?: string;
      };
      labels: ({
        key: string;
        value: string;
      })[];
      featured: boolean;
      public: boolean;
      fulfillmentTracking: boolean;
      costInPoints: number | null;
      sourceWalletTypeCode: string | null;
      tax?: number;
      taxPriceValue?: number;
      price?: number;
      couponGenerator?: {
        length: number;
        characterSet: string;
        prefix?: string;
      };
      couponValue?: number;
      couponValueType?: string;
      unitsConversion?: {
        ratio: number;
        rounding: string;
      };
      daysInactive?: number;
      daysValid?: number;
      dateValid?: string;
      usageLimit: {
        general: number;
        perUser: number;
      };
      limitUsages: {
        general?: {
          interval?: {
            type: string;
          };
          currentValue: number;
          limitValue: number;
        };
        perMember?: {
          interval?: {
            type: string;
          };
          currentValue: number;
          limitValue: number;
        };
      };
      notIssuedCoupons?: number;
      usageLeft?: number;
      createdAt: string;
    };
  };
  /** Change a reward */
  rewardPut: {
    params: { storeCode: string; reward: string; };
    query: undefined;
    body: {
      reward: { [name: string]: unknown };
    };
    answer: undefined;
  };
  /** Activate a reward */
  rewardPostActivate: {
    params: { storeCode: string; reward: string; };
    query: undefined;
    body: undefined;
    answer: undefined;
  };
  /** Deactivate a reward */
  rewardPostDeactivate: {
    params: { storeCode: string; reward: string; };
    query: undefined;
    body: undefined;
    answer: undefined;
  };
  /** Get the codes of a reward */
  couponGetList: {
    params: { storeCode: string; reward: string; };
    query: { _page?: number; _itemsOnPage?: number; _orderBy?: {
        code?: "asc" | "desc";
      }; code?: Filter; issued?: Filter; } | undefined;
    body: undefined;
    answer: {
      items: ({
        code: string;
        issued: boolean;
      })[];
      total: {
        all: number;
        filtered: number;
        estimated: boolean;
      };
    };
  };
  /** Add codes to a reward */
  couponPost: {
    params: { storeCode: string; reward: string; };
    query: undefined;
    body: {
      coupons: (string)[];
    };
    answer: undefined;
  };
  /** Buy a reward for a member, or give it */
  rewardPostBuy: {
    params: { storeCode: string; reward: string; };
    query: undefined;
    body: {
      customerId?: string;
      quantity?: number;
      withoutPoints?: boolean;
      couponValue?: number;
      dateValid?: string;
      rewardWalletCode?: string;
      units?: number;
      idempotencyKey?: string;
    };
    answer: ({
      issuedRewardId: string;
    })[];
  };
  /** Get the rewards that a member can see */
  _rewardGetMemberReward: {
    params: { storeCode: string; member: string; };
    query: { _page?: number; _itemsOnPage?: number; _orderBy?: {
        rewardId?: "asc" | "desc";
        name?: "asc" | "desc";
        costInPoints?: "asc" | "desc";
        createdAt?: "asc" | "desc";
      }; rewardId?: Filter; reward?: Filter; name?: Filter; active?: Filter; featured?: Filter; public?: Filter; fulfillmentTracking?: Filter; costInPoints?: Filter; activeFrom?: Filter; activeTo?: Filter; visibleFrom?: Filter; visibleTo?: Filter; createdAt?: Filter; } | undefined;
    body: undefined;
    answer: {
      items: ({
        rewardId: string;
        reward: "static_coupon" | "dynamic_coupon" | "conversion_coupon" | "material";
        name: string;
        active: boolean;
        target?: string;
        levels: (string)[];
        levelNames: { [name: string]: string };
        segments: (string)[];
        segmentNames: { [name: string]: string };
        categories: (string)[];
        categoryNames: { [name: string]: string };
        brandIcon: boolean;
        photos: (Record<string, unknown>)[];
        translations: ({
          name: string;
          id: number;
          locale: string;
        } & Record<string, unknown>)[];
        activity: {
          allTime: boolean;
          from?: string;
          to?: string;
        };
        visibility: {
          allTime: boolean;
          from?: string;
          to?: string;
        };
        labels: ({
          key: string;
          value: string;
        })[];
        featured: boolean;
        public: boolean;
        fulfillmentTracking: boolean;
        costInPoints: number | null;
        sourceWalletTypeCode: string | null;
        tax?: number;
        taxPriceValue?: number;
        price?: number;
        couponGenerator?: {
          length: number;
          characterSet: string;
          prefix?: string;
        };
        couponValue?: number;
        couponValueType?: string;
        unitsConversion?: {
          ratio: number;
          rounding: string;
        };
        daysInactive?: number;
        daysValid?: number;
        dateValid?: string;
        usageLimit: {
          general: number;
          perUser: number;
        };
        limitUsages: {
          general?: {
            interval?: {
              type: string;
            };
            currentValue: number;
            limitValue: number;
          };
          perMember?: {
            interval?: {
              type: string;
            };
            currentValue: number;
            limitValue: number;
          };
        };
        notIssuedCoupons?: number;
        usageLeft?: number;
        createdAt: string;
        canBeBoughtByCustomer: boolean;
        usageLeftForCustomer?: number;
      })[];
      total: {
        all: number;
        filtered: number;
        estimated: boolean;
      };
    };
  };
  /** Get the redemptions */
  redemptionGetList: {
    params: { storeCode: string; };
    query: { _page?: number; _itemsOnPage?: number; _orderBy?: {
        issuedRewardId?: "asc" | "desc";
        costInPoints?: "asc" | "desc";
        redemptionDate?: "asc" | "desc";
      }; issuedRewardId?: Filter; rewardId?: Filter; name?: Filter; token?: Filter; status?: Filter; costInPoints?: Filter; rewardType?: Filter; redemptionDate?: Filter; cancelledAt?: Filter; customerId?: Filter; "customerData:email"?: Filter; "customerData:firstName"?: Filter; "customerData:lastName"?: Filter; "customerData:phone"?: Filter; "customerData:loyaltyCardNumber"?: Filter; "actionCause:transactionId"?: Filter; "actionCause:campaignId"?: Filter; "actionCause:customEventId"?: Filter; "actionCause:internalEventName"?: Filter; } | undefined;
    body: undefined;
    answer: {
      items: ({
        issuedRewardId: string;
        rewardId: string;
        rewardType: "static_coupon" | "dynamic_coupon" | "conversion_coupon" | "material";
        name: string;
        customerId: string;
        status: "issued" | "pending" | "approved" | "packing" | "awaiting_shipping" | "shipped" | "returned" | "completed" | "canceled" | "rejected";
        redemptionDate: string;
        cancelledAt?: string;
        costInPoints: number;
        tax?: number;
        taxPriceValue?: number;
        price?: number;
        token: string;
        issuedCoupon?: {
          code: string;
          value?: number;
          valueType?: string;
          activeFrom?: string;
          activeTo?: string;
        };
        customerData: {
          email: string | null;
          phone: string | null;
          loyaltyCardNumber: string | null;
          firstName?: string;
          lastName?: string;
        };
        actionCause: {
          campaignId: string | null;
          customerId: string | null;
          transactionId: string | null;
          customEventId: string | null;
          internalEventName: string | null;
          performedAt: string | null;
        } | null;
      })[];
      total: {
        all: number;
        filtered: number;
        estimated: boolean;
      };
    };
  };
  /** Get a redemption */
  redemptionGet: {
    params: { storeCode: string; issuedReward: string; };
    query: undefined;
    body: undefined;
    answer: {
      issuedRewardId: string;
      rewardId: string;
      rewardType: "static_coupon" | "dynamic_coupon" | "conversion_coupon" | "material";
      name: string;
      customerId: string;
      status: "issued" | "pending" | "approved" | "packing" | "awaiting_shipping" | "shipped" | "returned" | "completed" | "canceled" | "rejected";
      redemptionDate: string;
      cancelledAt?: string;
      costInPoints: number;
      tax?: number;
      taxPriceValue?: number;
      price?: number;
      token: string;
      issuedCoupon?: {
        code: string;
        value?: number;
        valueType?: string;
        activeFrom?: string;
        activeTo?: string;
      };
      customerData: {
        email: string | null;
        phone: string | null;
        loyaltyCardNumber: string | null;
        firstName?: string;
        lastName?: string;
      };
      actionCause: {
        campaignId: string | null;
        customerId: string | null;
        transactionId: string | null;
        customEventId: string | null;
        internalEventName: string | null;
        performedAt: string | null;
      } | null;
    };
  };
  /** Change the status of a redemption */
  redemptionPostStatus: {
    params: { storeCode: string; issuedReward: string; };
    query: undefined;
    body: {
      status: "issued" | "pending" | "approved" | "packing" | "awaiting_shipping" | "shipped" | "returned" | "completed" | "canceled" | "rejected";
      comment?: string;
    };
    answer: undefined;
  };
  /** Get the statuses that a redemption had */
  redemptionGetStatusHistory: {
    params: { storeCode: string; issuedReward: string; };
    query: undefined;
    body: undefined;
    answer: {
      items: ({
        status: "issued" | "pending" | "approved" | "packing" | "awaiting_shipping" | "shipped" | "returned" | "completed" | "canceled" | "rejected";
        comment: string;
        updatedAt: string;
      })[];
      total: {
        all: number;
        filtered: number;
        estimated: boolean;
      };
    };
  };
  /** Cancel a redemption */
  redemptionPostCancel: {
    params: { storeCode: string; issuedReward: string; };
    query: undefined;
    body: undefined;
    answer: undefined;
  };
  /** Get the campaigns */
  campaignGetList: {
    params: { storeCode: string; };
    query: { _page?: number; _itemsOnPage?: number; _orderBy?: {
        campaignId?: "asc" | "desc";
        name?: "asc" | "desc";
        startsAt?: "asc" | "desc";
        endsAt?: "asc" | "desc";
        displayOrder?: "asc" | "desc";
        createdAt?: "asc" | "desc";
      }; campaignId?: Filter; trigger?: Filter; name?: Filter; active?: Filter; startsAt?: Filter; endsAt?: Filter; displayOrder?: Filter; createdAt?: Filter; } | undefined;
    body: undefined;
    answer: {
      items: ({
        campaignId: string;
        name: string;
        description: string;
        type: "direct";
        trigger: "transaction" | "return_transaction" | "custom_event" | "achievement";
        event?: string;
        achievementId?: string;
        activity: {
          startsAt: string;
          endsAt: string | null;
        };
        active: boolean;
        displayOrder: number;
        createdAt: string;
        rules: ({
          conditions: ({
            operator: string;
          } & Record<string, unknown>)[];
          effects: ({
            effect: "give_points" | "deduct_unit" | "give_reward" | "assign_member_custom_attribute";
          } & Record<string, unknown>)[];
        } & Record<string, unknown>)[];
        limits: { [name: string]: unknown };
        labels: ({
          key: string;
          value: string;
        })[];
        translations: ({
          name: string;
          id: number;
          locale: string;
        } & Record<string, unknown>)[];
        visibility?: {
          target: string;
        } & Record<string, unknown>;
        audience?: {
          target: string;
        } & Record<string, unknown>;
      })[];
      total: {
        all: number;
        filtered: number;
        estimated: boolean;
      };
    };
  };
  /** Add a campaign */
  campaignPost: {
    params: { storeCode: string; };
    query: undefined;
    body: {
      campaign: {
        type: "direct";
        trigger: "transaction" | "return_transaction" | "custom_event" | "achievement";
        event?: string;
        achievementId?: string;
        translations: {
          en: {
            name: string;
            description?: string;
          };
        } & Record<string, unknown>;
        activity: {
          startsAt: string;
          endsAt?: string | null;
        };
        active?: boolean;
        displayOrder?: number;
        labels?: ({
          key: string;
          value: string;
        })[];
        visibility?: {
          target: "none" | "tier";
          tiers?: (string)[];
        };
        audience?: {
          target: "tier";
          tiers: (string)[];
        };
        rules: ({
          name?: string;
          description?: string;
          target?: "self";
          conditions?: ({
            attribute?: string;
            operator: "expression" | "is_equal" | "is_not_equal" | "is_one_of" | "is_not_one_of" | "contains" | "not_contains" | "contains_one_of" | "not_contains_one_of" | "starts_with" | "ends_with" | "is_greater" | "is_greater_or_equal" | "is_less" | "is_less_or_equal" | "is_number_between" | "is_after" | "is_before" | "is_between" | "is_not_between" | "is_day_of_week" | "is_day_of_month" | "is_month_of_year" | "is_time_between" | "has_at_least_one_label";
            data: string | number | boolean | (string | number | boolean)[] | {
              from: string | number | boolean;
              to: string | number | boolean;
            } | ({
              key: string;
              value?: string;
            })[];
          })[];
          effects: ({
            effect: "give_points";
            pointsRule: number | string;
            walletCode?: string;
            unitsLockRule?: {
              lockStrategy: "expression" | "from_wallet" | "no_pending";
              expression?: string;
            };
            unitsExpirationRule?: {
              expirationStrategy: "expression" | "from_wallet" | "never_expires";
              expression?: string;
            };
          } | {
            effect: "deduct_unit";
            pointsRule: number | string;
            walletCode?: string;
          } | {
            effect: "give_reward";
            rewardId: string;
            couponValueRule?: number | string;
          } | {
            effect: "assign_member_custom_attribute";
            customAttributeKey: string;
            customAttributeValueRule: string;
          })[];
        })[];
        limits?: {
          points?: {
            interval?: {
              type: "calendarHours" | "calendarDays" | "calendarWeeks" | "calendarMonths" | "calendarYears" | "hours" | "days" | "weeks" | "months" | "years";
              value?: number;
            };
            value: number;
          };
          pointsPerMember?: {
            interval?: {
              type: "calendarHours" | "calendarDays" | "calendarWeeks" | "calendarMonths" | "calendarYears" | "hours" | "days" | "weeks" | "months" | "years";
              value?: number;
            };
            value: number;
          };
          executionsPerMember?: {
            interval?: {
              type: "calendarHours" | "calendarDays" | "calendarWeeks" | "calendarMonths" | "calendarYears" | "hours" | "days" | "weeks" | "months" | "years";
              value?: number;
            };
            value: number;
          };
        };
      };
    };
    answer: {
      campaignId: string;
    };
  };
  /** Get a campaign */
  campaignGet: {
    params: { storeCode: string; campaign: string; };
    query: undefined;
    body: undefined;
    answer: {
      campaignId: string;
      name: string;
      description: string;
      type: "direct";
      trigger: "transaction" | "return_transaction" | "custom_event" | "achievement";
      event?: string;
      achievementId?: string;
      activity: {
        startsAt: string;
        endsAt: string | null;
      };
      active: boolean;
      displayOrder: number;
      createdAt: string;
      rules: ({
        conditions: ({
          operator: string;
        } & Record<string, unknown>)[];
        effects: ({
          effect: "give_points" | "deduct_unit" | "give_reward" | "assign_member_custom_attribute";
        } & Record<string, unknown>)[];
      } & Record<string, unknown>)[];
      limits: { [name: string]: unknown };
      labels: ({
        key: string;
        value: string;
      })[];
      translations: ({
        name: string;
        id: number;
        locale: string;
      } & Record<string, unknown>)[];
      visibility?: {
        target: string;
      } & Record<string, unknown>;
      audience?: {
        target: string;
      } & Record<string, unknown>;
    };
  };
  /** Change a campaign */
  campaignPut: {
    params: { storeCode: string; campaign: string; };
    query: undefined;
    body: {
      campaign: {
        type: "direct";
        trigger: "transaction" | "return_transaction" | "custom_event" | "achievement";
        event?: string;
        achievementId?: string;
        translations: {
          en: {
            name: string;
            description?: string;
          };
        } & Record<string, unknown>;
        activity: {
          startsAt: string;
          endsAt?: string | null;
        };
        active?: boolean;
        displayOrder?: number;
        labels?: ({
          key: string;
          value: string;
        })[];
        visibility?: {
          target: "none" | "tier";
          tiers?: (string)[];
        };
        audience?: {
          target: "tier";
          tiers: (string)[];
        };
        rules: ({
          name?: string;
          description?: string;
          target?: "self";
          conditions?: ({
            attribute?: string;
            operator: "expression" | "is_equal" | "is_not_equal" | "is_one_of" | "is_not_one_of" | "contains" | "not_contains" | "contains_one_of" | "not_contains_one_of" | "starts_with" | "ends_with" | "is_greater" | "is_greater_or_equal" | "is_less" | "is_less_or_equal" | "is_number_between" | "is_after" | "is_before" | "is_between" | "is_not_between" | "is_day_of_week" | "is_day_of_month" | "is_month_of_year" | "is_time_between" | "has_at_least_one_label";
            data: string | number | boolean | (string | number | boolean)[] | {
              from: string | number | boolean;
              to: string | number | boolean;
            } | ({
              key: string;
              value?: string;
            })[];
          })[];
          effects: ({
            effect: "give_points";
            pointsRule: number | string;
            walletCode?: string;
            unitsLockRule?: {
              lockStrategy: "expression" | "from_wallet" | "no_pending";
              expression?: string;
            };
            unitsExpirationRule?: {
              expirationStrategy: "expression" | "from_wallet" | "never_expires";
              expression?: string;
            };
          } | {
            effect: "deduct_unit";
            pointsRule: number | string;
            walletCode?: string;
          } | {
            effect: "give_reward";
            rewardId: string;
            couponValueRule?: number | string;
          } | {
            effect: "assign_member_custom_attribute";
            customAttributeKey: string;
            customAttributeValueRule: string;
          })[];
        })[];
        limits?: {
          points?: {
            interval?: {
              type: "calendarHours" | "calendarDays" | "calendarWeeks" | "calendarMonths" | "calendarYears" | "hours" | "days" | "weeks" | "months" | "years";
              value?: number;
            };
            value: number;
          };
          pointsPerMember?: {
            interval?: {
              type: "calendarHours" | "calendarDays" | "calendarWeeks" | "calendarMonths" | "calendarYears" | "hours" | "days" | "weeks" | "months" | "years";
              value?: number;
            };
            value: number;
          };
          executionsPerMember?: {
            interval?: {
              type: "calendarHours" | "calendarDays" | "calendarWeeks" | "calendarMonths" | "calendarYears" | "hours" | "days" | "weeks" | "months" | "years";
              value?: number;
            };
            value: number;
          };
        };
      };
    };
    answer: undefined;
  };
  /** Switch a campaign on or off, or move it */
  campaignPatch: {
    params: { storeCode: string; campaign: string; };
    query: undefined;
    body: {
      campaign: {
        displayOrder?: number;
        active?: boolean;
      };
    };
    answer: undefined;
  };
  /** Delete a campaign */
  campaignDelete: {
    params: { storeCode: string; campaign: string; };
    query: undefined;
    body: undefined;
    answer: undefined;
  };
  /** Get the achievements */
  achievementGetList: {
    params: { storeCode: string; };
    query: { _page?: number; _itemsOnPage?: number; _orderBy?: {
        achievementId?: "asc" | "desc";
        name?: "asc" | "desc";
        createdAt?: "asc" | "desc";
      }; achievementId?: Filter; name?: Filter; active?: Filter; createdAt?: Filter; } | undefined;
    body: undefined;
    answer: {
      items: ({
        achievementId: string;
        name: string;
        active: boolean;
        createdAt: string;
      })[];
      total: {
        all: number;
        filtered: number;
        estimated: boolean;
      };
    };
  };
  /** Add an achievement */
  achievementPost: {
    params: { storeCode: string; };
    query: undefined;
    body: {
      achievement: {
        translations: {
          en: {
            name: string;
            description?: string;
          };
        } & Record<string, unknown>;
        active?: boolean;
        activity?: {
          operator: "is_after" | "is_before" | "is_between" | "is_not_between" | "is_day_of_week" | "is_month_of_year" | "is_day_of_month" | "is_time_between";
          data: string | (string | number)[] | {
            from: string | number;
            to: string | number;
          };
        };
        limit?: {
          value: number;
          interval?: {
            type: "calendarHours" | "calendarDays" | "calendarWeeks" | "calendarMonths" | "calendarYears";
            value?: number;
          };
        };
        rules: ({
          achievementRuleId?: string;
          trigger: "transaction" | "custom_event";
          type: "direct";
          event?: string;
          completeRule: {
            periodGoal: number;
            period: {
              type: "overall" | "year" | "month" | "week" | "day" | "last_day";
              consecutive?: number | null;
              value?: number;
            };
            uniqueAttribute?: string;
          };
          aggregation?: {
            type?: string;
            rule?: string;
          };
          conditions?: ({
            attribute?: string;
            operator: "expression" | "is_equal" | "is_not_equal" | "is_one_of" | "is_not_one_of" | "contains" | "not_contains" | "contains_one_of" | "not_contains_one_of" | "starts_with" | "ends_with" | "is_greater" | "is_greater_or_equal" | "is_less" | "is_less_or_equal" | "is_number_between" | "is_after" | "is_before" | "is_between" | "is_not_between" | "is_day_of_week" | "is_day_of_month" | "is_month_of_year" | "is_time_between" | "has_at_least_one_label";
            data: string | number | boolean | (string | number | boolean)[] | {
              from: string | number | boolean;
              to: string | number | boolean;
            } | ({
              key: string;
              value?: string;
            })[];
          })[];
          limit?: {
            value: number;
            interval?: {
              type: "calendarHours" | "calendarDays" | "calendarWeeks" | "calendarMonths" | "calendarYears";
              value?: number;
            };
          };
          uniqueReferee?: false;
          translations?: {
            en: {
              name: string;
              description?: string;
            };
          } & Record<string, unknown>;
        })[];
      };
    };
    answer: {
      achievementId: string;
    };
  };
  /** Get an achievement */
  achievementGet: {
    params: { storeCode: string; achievement: string; };
    query: undefined;
    body: undefined;
    answer: {
      achievementId: string;
      translations: { [name: string]: {
        name: string;
      } & Record<string, unknown> };
      active: boolean;
      createdAt: string;
      activity?: {
        operator: string;
      } & Record<string, unknown>;
      limit?: {
        value: number;
      } & Record<string, unknown>;
      rules: ({
        achievementRuleId: string;
        trigger: "transaction" | "custom_event";
        type: string;
        completeRule: {
          periodGoal: number;
        } & Record<string, unknown>;
      } & Record<string, unknown>)[];
    };
  };
  /** Change an achievement */
  achievementPut: {
    params: { storeCode: string; achievement: string; };
    query: undefined;
    body: {
      achievement: {
        translations: {
          en: {
            name: string;
            description?: string;
          };
        } & Record<string, unknown>;
        active?: boolean;
        activity?: {
          operator: "is_after" | "is_before" | "is_between" | "is_not_between" | "is_day_of_week" | "is_month_of_year" | "is_day_of_month" | "is_time_between";
          data: string | (string | number)[] | {
            from: string | number;
            to: string | number;
          };
        };
        limit?: {
          value: number;
          interval?: {
            type: "calendarHours" | "calendarDays" | "calendarWeeks" | "calendarMonths" | "calendarYears";
            value?: number;
          };
        };
        rules: ({
          achievementRuleId?: string;
          trigger: "transaction" | "custom_event";
          type: "direct";
          event?: string;
          completeRule: {
            periodGoal: number;
            period: {
              type: "overall" | "year" | "month" | "week" | "day" | "last_day";
              consecutive?: number | null;
              value?: number;
            };
            uniqueAttribute?: string;
          };
          aggregation?: {
            type?: string;
            rule?: string;
          };
          conditions?: ({
            attribute?: string;
            operator: "expression" | "is_equal" | "is_not_equal" | "is_one_of" | "is_not_one_of" | "contains" | "not_contains" | "contains_one_of" | "not_contains_one_of" | "starts_with" | "ends_with" | "is_greater" | "is_greater_or_equal" | "is_less" | "is_less_or_equal" | "is_number_between" | "is_after" | "is_before" | "is_between" | "is_not_between" | "is_day_of_week" | "is_day_of_month" | "is_month_of_year" | "is_time_between" | "has_at_least_one_label";
            data: string | number | boolean | (string | number | boolean)[] | {
              from: string | number | boolean;
              to: string | number | boolean;
            } | ({
              key: string;
              value?: string;
            })[];
          })[];
          limit?: {
            value: number;
            interval?: {
              type: "calendarHours" | "calendarDays" | "calendarWeeks" | "calendarMonths" | "calendarYears";
              value?: number;
            };
          };
          uniqueReferee?: false;
          translations?: {
            en: {
              name: string;
              description?: string;
            };
          } & Record<string, unknown>;
        })[];
      };
    };
    answer: undefined;
  };
  /** Change a part of an achievement */
  achievementPatch: {
    params: { storeCode: string; achievement: string; };
    query: undefined;
    body: {
      achievement: { [name: string]: unknown };
    };
    answer: undefined;
  };
  /** Get what counted towards the achievements of a member */
  achievementMemberTriggers: {
    params: { storeCode: string; member: string; };
    query: { _page?: number; _itemsOnPage?: number; _orderBy?: {
        createdAt?: "asc" | "desc";
      }; achievementId?: Filter; ruleId?: Filter; triggerId?: Filter; createdAt?: Filter; } | undefined;
    body: undefined;
    answer: {
      items: ({
        achievementId: string;
        achievementName: string;
        ruleId: string;
        ruleName?: string;
        triggerId: string;
        createdAt: string;
      })[];
      total: {
        all: number;
        filtered: number;
        estimated: boolean;
      };
    };
  };
  /** Get how far a member is with the achievements */
  achievementProgressMember: {
    params: { storeCode: string; member: string; };
    query: { _page?: number; _itemsOnPage?: number; _orderBy?: {
        achievementId?: "asc" | "desc";
        name?: "asc" | "desc";
        createdAt?: "asc" | "desc";
      }; achievementId?: Filter; name?: Filter; active?: Filter; createdAt?: Filter; } | undefined;
    body: undefined;
    answer: {
      items: ({
        achievementId: string;
        achievementName: string;
        achievementDescription: string;
        limitReached: boolean;
        memberProgress: {
          completedCount: number;
          rules: ({
            achievementRuleId: string;
            periodGoal: number;
            currentPeriodValue: number;
            periodType: string;
            consecutivePeriods: number | null;
            completedConsecutivePeriods: number;
            type: string;
            trigger: "transaction" | "custom_event";
            translations: {
              en: {
                name: string;
              } & Record<string, unknown>;
            } & Record<string, unknown>;
          })[];
        };
      })[];
      total: {
        all: number;
        filtered: number;
        estimated: boolean;
      };
    };
  };
  /** Set the progress of a member by hand */
  achievementProgressMemberPatch: {
    params: { storeCode: string; member: string; achievement: string; };
    query: undefined;
    body: {
      memberProgress: {
        completedCount?: number;
        rules?: ({
          achievementRuleId: string;
          currentPeriodValue?: number;
          completedConsecutivePeriods?: number;
        })[];
      };
    };
    answer: undefined;
  };
  /** Get the custom events */
  customEventGetList: {
    params: { storeCode: string; };
    query: { _page?: number; _itemsOnPage?: number; _orderBy?: {
        customEventId?: "asc" | "desc";
        eventDate?: "asc" | "desc";
        createdAt?: "asc" | "desc";
      }; customEventId?: Filter; customerId?: Filter; type?: Filter; eventName?: Filter; eventId?: Filter; "customerData:email"?: Filter; "customerData:phone"?: Filter; "customerData:loyaltyCardNumber"?: Filter; eventDate?: Filter; createdAt?: Filter; } | undefined;
    body: undefined;
    answer: {
      items: ({
        customEventId: string;
        customerId?: string;
        type: string;
        eventName: string;
        customerData: {
          customerId?: string;
          email?: string;
          phone?: string;
          loyaltyCardNumber?: string;
        };
        body: { [name: string]: unknown };
        eventDate: string;
        createdAt: string;
        eventId: string | null;
      })[];
      total: {
        all: number;
        filtered: number;
        estimated: boolean;
      };
    };
  };
  /** Add a custom event */
  customEventPost: {
    params: { storeCode: string; };
    query: undefined;
    body: {
      event: {
        type: string;
        eventDate: string;
        customerData?: {
          customerId?: string | null;
          email?: string | null;
          phone?: string | null;
          loyaltyCardNumber?: string | null;
        };
        body?: { [name: string]: __schema0 };
        eventId?: string;
      };
    };
    answer: {
      customEventId: string;
    };
  };
  /** Get the schemas of custom events */
  customEventSchemaGetList: {
    params: { storeCode: string; };
    query: { _page?: number; _itemsOnPage?: number; _orderBy?: {
        eventType?: "asc" | "desc";
        name?: "asc" | "desc";
        createdAt?: "asc" | "desc";
      }; eventType?: Filter; name?: Filter; active?: Filter; createdAt?: Filter; } | undefined;
    body: undefined;
    answer: {
      items: ({
        eventType: string;
        name: string;
        schema: {
          fields: ({
            type: "text" | "number" | "datetime" | "boolean" | "object" | "collection";
            name: string;
            description: string;
          })[];
        };
        active: boolean;
        createdAt: string;
      })[];
      total: {
        all: number;
        filtered: number;
        estimated: boolean;
      };
    };
  };
  /** Add a schema of custom events */
  customEventSchemaPost: {
    params: { storeCode: string; };
    query: undefined;
    body: {
      customEventSchema: {
        eventType: string;
        name: string;
        schema: {
          fields: ({
            type: "text" | "number" | "datetime" | "boolean" | "object" | "collection";
            name: string;
            description?: string;
          })[];
        };
        active?: {
          isActive: boolean;
        };
      };
    };
    answer: undefined;
  };
  /** Get a schema of custom events */
  customEventSchemaGet: {
    params: { storeCode: string; customEventSchema: string; };
    query: undefined;
    body: undefined;
    answer: {
      eventType: string;
      name: string;
      schema: {
        fields: ({
          type: "text" | "number" | "datetime" | "boolean" | "object" | "collection";
          name: string;
          description: string;
        })[];
      };
      active: boolean;
      createdAt: string;
    };
  };
  /** Change a schema of custom events */
  customEventSchemaPut: {
    params: { storeCode: string; customEventSchema: string; };
    query: undefined;
    body: {
      customEventSchema: {
        name: string;
        schema: {
          fields: ({
            type: "text" | "number" | "datetime" | "boolean" | "object" | "collection";
            name: string;
            description?: string;
          })[];
        };
        active?: {
          isActive: boolean;
        };
      };
    };
    answer: undefined;
  };
  /** Accept events of a type, or refuse them */
  customEventSchemaActivePost: {
    params: { storeCode: string; customEventSchema: string; };
    query: undefined;
    body: {
      active: boolean;
    };
    answer: undefined;
  };
  /** Get a custom event */
  customEventGet: {
    params: { storeCode: string; customEvent: string; };
    query: undefined;
    body: undefined;
    answer: {
      customEventId: string;
      customerId?: string;
      type: string;
      eventName: string;
      customerData: {
        customerId?: string;
        email?: string;
        phone?: string;
        loyaltyCardNumber?: string;
      };
      body: { [name: string]: unknown };
      eventDate: string;
      createdAt: string;
      eventId: string | null;
    };
  };
  /** Check system status */
  healthCheckGet: {
    params: undefined;
    query: undefined;
    body: undefined;
    answer: undefined;
  };
  /** Whether the process answers at all */
  healthLiveGet: {
    params: undefined;
    query: undefined;
    body: undefined;
    answer: {
      status: "OK";
    };
  };
  /** Whether the process can serve */
  healthReadyGet: {
    params: undefined;
    query: undefined;
    body: undefined;
    answer: {
      status: "OK";
    };
  };
  /** Metrics of the web process */
  metricsGet: {
    params: undefined;
    query: undefined;
    body: undefined;
    answer: string;
  };
  /** Register a member */
  memberPostRegister: {
    params: { storeCode: string; };
    query: undefined;
    body: {
      customer: {
        firstName?: string | null;
        lastName?: string | null;
        gender?: "male" | "female" | "not_disclosed" | null;
        email?: "" | string | null;
        phone?: "" | string | null;
        loyaltyCardNumber?: "" | string | null;
        birthDate?: "" | string | null;
        registeredAt?: string;
        address?: {
          street?: string;
          address1?: string;
          address2?: string;
          postal?: string;
          city?: string;
          province?: string;
          country?: string;
        } | null;
        company?: {
          name?: string;
          nip?: string;
        } | null;
        labels?: ({
          key: string;
          value: string;
        })[];
        agreement1: true;
        agreement2?: boolean;
        agreement3?: boolean;
        referrerToken?: string | null;
        plainPassword: string;
      };
    };
    answer: {
      customerId: string;
      email: string | null;
    };
  };
  /** Activate a member with a token */
  memberPostActivateByToken: {
    params: { storeCode: string; token: string; };
    query: undefined;
    body: undefined;
    answer: undefined;
  };
  /** Confirm change with a token */
  memberPostConfirmChange: {
    params: { storeCode: string; token: string; };
    query: undefined;
    body: undefined;
    answer: undefined;
  };
  /** Request activation code */
  memberPostResendCode: {
    params: { storeCode: string; };
    query: undefined;
    body: {
      phone: string;
    };
    answer: undefined;
  };
  /** Request member’s password reset */
  memberPostPasswordResetRequest: {
    params: { storeCode: string; };
    query: undefined;
    body: {
      username: string;
    };
    answer: undefined;
  };
  /** Set a new member’s password */
  memberPostPasswordReset: {
    params: { storeCode: string; };
    query: undefined;
    body: {
      token: string;
      reset: {
        plainPassword: string;
      };
    };
    answer: undefined;
  };
  /** Get member token */
  memberLoginCheck: {
    params: { storeCode: string; };
    query: undefined;
    body: {
      username: string;
      password: string;
    };
    answer: {
      token: string;
      refresh_token: string;
    };
  };
  /** Refresh member token */
  memberPostTokenRefresh: {
    params: { storeCode: string; };
    query: undefined;
    body: {
      refresh_token: string;
    };
    answer: {
      token: string;
      refresh_token: string;
    };
  };
  /** Get logged member’s units */
  memberGetTransferList: {
    params: { storeCode: string; };
    query: { _page?: number; _itemsOnPage?: number; _orderBy?: {
        transferId?: "asc" | "desc";
      }; transferId?: Filter; accountId?: Filter; walletId?: Filter; type?: Filter; value?: Filter; pending?: Filter; cancelled?: Filter; comment?: Filter; createdBy?: Filter; externalTransferId?: Filter; createdAt?: Filter; registeredOn?: Filter; lockedUntil?: Filter; expiresAt?: Filter; "actionCause:transactionId"?: Filter; "actionCause:campaignId"?: Filter; "actionCause:customEventId"?: Filter; "actionCause:internalEventName"?: Filter; "walletType:code"?: Filter; } | undefined;
    body: undefined;
    answer: {
      items: ({
        transferId: string;
        type: "adding" | "spending" | "p2p_adding" | "p2p_spending" | "blocked" | "expired";
        accountId: string;
        customerId: string;
        storeId: string;
        value: number;
        remaining: number;
        comment?: string;
        cancelled: boolean;
        pending: boolean;
        lockedUntil?: string;
        unlockedAt?: string;
        expiresAt?: string;
        externalTransferId?: string;
        actionCause?: {
          campaignId: string | null;
          customerId: string | null;
          transactionId: string | null;
          customEventId: string | null;
          internalEventName: string | null;
          performedAt: string | null;
        };
        createdAt: string;
        registeredOn: string;
        createdBy: string;
        walletType: {
          walletTypeId: string;
          code: string;
          name: string;
          unitSingularName: string;
          unitPluralName: string;
          active: boolean;
          isDefault: boolean;
          createdAt: string;
          limits: Record<string, unknown>;
          allowNegativeBalance: boolean;
        };
      })[];
      total: {
        all: number;
        filtered: number;
        estimated: boolean;
      };
    };
  };
  /** Transfer points between members */
  memberPostTransfer: {
    params: { storeCode: string; };
    query: undefined;
    body: {
      transfer: {
        receiver: string;
        points: number;
      };
    };
    answer: {
      transferId: string;
    };
  };
  /** Find if the member registered */
  memberGetCheck: {
    params: { storeCode: string; };
    query: { emailOrPhone?: string; identifier?: string; } | undefined;
    body: undefined;
    answer: {
      total: number;
    };
  };
  /** Get members list */
  memberGetList: {
    params: { storeCode: string; };
    query: { _page?: number; _itemsOnPage?: number; _orderBy?: {
        customerId?: "asc" | "desc";
        firstName?: "asc" | "desc";
        lastName?: "asc" | "desc";
        email?: "asc" | "desc";
        transactionsCount?: "asc" | "desc";
      }; customerId?: Filter; firstName?: Filter; lastName?: Filter; email?: Filter; phone?: Filter; loyaltyCardNumber?: Filter; gender?: Filter; emailOrPhone?: Filter; identifier?: Filter; labels?: Filter; active?: Filter; birthDate?: Filter; agreement1?: Filter; agreement2?: Filter; agreement3?: Filter; createdAt?: Filter; updatedAt?: Filter; registeredAt?: Filter; levelId?: Filter; manuallyAssignedLevelId?: Filter; levelAchievementDate?: Filter; referralToken?: Filter; transactionsCount?: Filter; transactionsAmount?: Filter; firstTransactionDate?: Filter; lastTransactionDate?: Filter; "address:street"?: Filter; "address:address1"?: Filter; "address:address2"?: Filter; "address:postal"?: Filter; "address:city"?: Filter; "address:province"?: Filter; "address:country"?: Filter; "defaultAccount:activePoints"?: Filter; "defaultAccount:transferredPoints"?: Filter; "defaultAccount:lockedPoints"?: Filter; "defaultAccount:expiredPoints"?: Filter; "defaultAccount:spentPoints"?: Filter; "defaultAccount:earnedPoints"?: Filter; "defaultAccount:blockedPoints"?: Filter; } | undefined;
    body: undefined;
    answer: {
      items: ({
        customerId: string;
        firstName: string | null;
        lastName: string | null;
        gender: "male" | "female" | "not_disclosed" | null;
        email: string | null;
        phone: string | null;
        loyaltyCardNumber: string | null;
        birthDate: string | null;
        active: boolean;
        channelId: string | null;
        address: {
          street?: string;
          address1?: string;
          address2?: string;
          postal?: string;
          city?: string;
          province?: string;
          country?: string;
        };
        company: {
          name?: string;
          nip?: string;
        };
        labels: ({
          key: string;
          value: string;
        })[];
        agreement1: boolean;
        agreement2: boolean;
        agreement3: boolean;
        referralToken: string;
        registeredAt: string;
        createdAt: string;
        updatedAt: string;
        transactionsCount: number;
        transactionsAmount: number;
        returnTransactionsCount: number;
        returnTransactionsAmount: number;
        averageTransactionAmount: number;
        firstTransactionDate: string | null;
        lastTransactionDate: string | null;
        levelId: string | null;
        manuallyAssignedLevelId: string | null;
        levelAchievementDate: string | null;
        lastLevelRecalculation: string | null;
        currentLevel: {
          levelId: string;
          name: string;
        } | null;
        anonymized: boolean;
        defaultAccount: {
          accountId: string;
          activePoints: number;
          transferredPoints: number;
          lockedPoints: number;
          expiredPoints: number;
          spentPoints: number;
          earnedPoints: number;
          blockedPoints: number;
        } | null;
        currency: string;
        storeCode: string;
      })[];
      total: {
        all: number;
        filtered: number;
        estimated: boolean;
      };
    };
  };
  /** Add a member */
  memberPost: {
    params: { storeCode: string; };
    query: undefined;
    body: {
      customer: {
        firstName?: string | null;
        lastName?: string | null;
        gender?: "male" | "female" | "not_disclosed" | null;
        email?: "" | string | null;
        phone?: "" | string | null;
        loyaltyCardNumber?: "" | string | null;
        birthDate?: "" | string | null;
        registeredAt?: string;
        address?: {
          street?: string;
          address1?: string;
          address2?: string;
          postal?: string;
          city?: string;
          province?: string;
          country?: string;
        } | null;
        company?: {
          name?: string;
          nip?: string;
        } | null;
        labels?: ({
          key: string;
          value: string;
        })[];
        agreement1?: boolean;
        agreement2?: boolean;
        agreement3?: boolean;
        channelId?: string | null;
        referrerToken?: string | null;
        levelId?: string | null;
      };
    };
    answer: {
      customerId: string;
      email: string | null;
    };
  };
  /** Activate a member */
  memberPostActivate: {
    params: { storeCode: string; member: string; };
    query: undefined;
    body: undefined;
    answer: undefined;
  };
  /** Deactivate a member */
  memberPostDeactivate: {
    params: { storeCode: string; member: string; };
    query: undefined;
    body: undefined;
    answer: undefined;
  };
  /** Resend activation code */
  memberPostSendCode: {
    params: { storeCode: string; member: string; };
    query: undefined;
    body: undefined;
    answer: undefined;
  };
  /** Assign member to a tier */
  memberPostTier: {
    params: { storeCode: string; member: string; };
    query: undefined;
    body: {
      levelId: string;
    };
    answer: undefined;
  };
  /** Remove manually assigned tier */
  memberPostRemoveTier: {
    params: { storeCode: string; member: string; };
    query: undefined;
    body: {
      tierSetId?: string;
    } | undefined;
    answer: undefined;
  };
  /** Update member’s custom attribute */
  customAttributePut: {
    params: { storeCode: string; member: string; };
    query: undefined;
    body: {
      customAttributes: ({
        key: string;
        value: string;
      })[];
    };
    answer: undefined;
  };
  /** Delete member’s custom attribute */
  customAttributeDelete: {
    params: { storeCode: string; member: string; };
    query: undefined;
    body: {
      customAttributes: ({
        key: string;
        value: string;
      })[];
    };
    answer: undefined;
  };
  /** Add the member’s password */
  memberPostSetPassword: {
    params: { storeCode: string; member: string; };
    query: undefined;
    body: {
      plainPassword: string;
    };
    answer: undefined;
  };
  /** Get member’s wallets details */
  memberWalletGetList: {
    params: { storeCode: string; member: string; };
    query: { _page?: number; _itemsOnPage?: number; _orderBy?: {
        walletId?: "asc" | "desc";
        name?: "asc" | "desc";
        createdAt?: "asc" | "desc";
      }; walletId?: Filter; walletTypeId?: Filter; name?: Filter; createdAt?: Filter; } | undefined;
    body: undefined;
    answer: {
      items: ({
        walletId: string;
        walletType: {
          walletTypeId: string;
          code: string;
          name: string;
          unitSingularName: string;
          unitPluralName: string;
          active: boolean;
          isDefault: boolean;
          createdAt: string;
          limits: Record<string, unknown>;
          allowNegativeBalance: boolean;
        };
        createdAt: string;
        account: {
          activeUnits: number;
          earnedUnits: number;
          spentUnits: number;
          lockedUnits: number;
          blockedUnits: number;
          expiredUnits: number;
          transferredUnits: number;
        };
      })[];
      total: {
        all: number;
        filtered: number;
        estimated: boolean;
      };
    };
  };
  /** Get member’s loyalty status */
  memberGetStatus: {
    params: { storeCode: string; member: string; };
    query: undefined;
    body: undefined;
    answer: {
      firstName?: string;
      lastName?: string;
      customerId: string;
      activePoints: number;
      transferredPoints: number;
      lockedPoints: number;
      expiredPoints: number;
      spentPoints: number;
      earnedPoints: number;
      blockedPoints: number;
      levelName?: string;
      levelAchievementDate?: string;
      levelConditionValue?: number;
      nextLevelName?: string;
      nextLevelConditionValue?: number;
      pointsToNextLevel?: number;
      transactionsAmountToNextLevel?: number;
      transactionsAmountToNextLevelWithoutDeliveryCosts?: number;
      levelWillExpireInDays?: number;
      tierSet?: {
        tierSetId: string;
        name: string;
        isMigrated: boolean;
      };
      pointsSinceLastLevelRecalculation: number;
      pointsExpiringNextMonth: number;
      pointsExpiringBreakdown: { [name: string]: number };
      transactionsCount: number;
      transactionsAmount: number;
      transactionsAmountWithoutDeliveryCosts: number;
      averageTransactionsAmount: number;
      returnTransactionsCount: number;
      returnTransactionsAmount: number;
      averageReturnTransactionsAmount: number;
      firstTransactionDate?: string;
      lastTransactionDate?: string;
      currency: string;
      storeCode: string;
      referralToken: string;
      registeredAt: string;
      createdAt: string;
    };
  };
  /** Get member’s details */
  memberGet: {
    params: { storeCode: string; member: string; };
    query: undefined;
    body: undefined;
    answer: {
      customerId: string;
      firstName: string | null;
      lastName: string | null;
      gender: "male" | "female" | "not_disclosed" | null;
      email: string | null;
      phone: string | null;
      loyaltyCardNumber: string | null;
      birthDate: string | null;
      active: boolean;
      channelId: string | null;
      address: {
        street?: string;
        address1?: string;
        address2?: string;
        postal?: string;
        city?: string;
        province?: string;
        country?: string;
      };
      company: {
        name?: string;
        nip?: string;
      };
      labels: ({
        key: string;
        value: string;
      })[];
      agreement1: boolean;
      agreement2: boolean;
      agreement3: boolean;
      referralToken: string;
      registeredAt: string;
      createdAt: string;
      updatedAt: string;
      transactionsCount: number;
      transactionsAmount: number;
      returnTransactionsCount: number;
      returnTransactionsAmount: number;
      averageTransactionAmount: number;
      firstTransactionDate: string | null;
      lastTransactionDate: string | null;
      levelId: string | null;
      manuallyAssignedLevelId: string | null;
      levelAchievementDate: string | null;
      lastLevelRecalculation: string | null;
      currentLevel: {
        levelId: string;
        name: string;
      } | null;
      anonymized: boolean;
      defaultAccount: {
        accountId: string;
        activePoints: number;
        transferredPoints: number;
        lockedPoints: number;
        expiredPoints: number;
        spentPoints: number;
        earnedPoints: number;
        blockedPoints: number;
      } | null;
      currency: string;
      storeCode: string;
    };
  };
  /** Update member’s details */
  memberPut: {
    params: { storeCode: string; member: string; };
    query: undefined;
    body: {
      customer: {
        firstName?: string | null;
        lastName?: string | null;
        gender?: "male" | "female" | "not_disclosed" | null;
        email?: "" | string | null;
        phone?: "" | string | null;
        loyaltyCardNumber?: "" | string | null;
        birthDate?: "" | string | null;
        registeredAt?: string;
        address?: {
          street?: string;
          address1?: string;
          address2?: string;
          postal?: string;
          city?: string;
          province?: string;
          country?: string;
        } | null;
        company?: {
          name?: string;
          nip?: string;
        } | null;
        labels?: ({
          key: string;
          value: string;
        })[];
        agreement1?: boolean;
        agreement2?: boolean;
        agreement3?: boolean;
        levelId?: string;
      };
    };
    answer: {
      customerId: string;
    };
  };
  /** Get units transfers list */
  pointsGetTransferList: {
    params: { storeCode: string; };
    query: { _page?: number; _itemsOnPage?: number; _orderBy?: {
        transferId?: "asc" | "desc";
      }; transferId?: Filter; accountId?: Filter; walletId?: Filter; type?: Filter; value?: Filter; pending?: Filter; cancelled?: Filter; comment?: Filter; createdBy?: Filter; externalTransferId?: Filter; createdAt?: Filter; registeredOn?: Filter; lockedUntil?: Filter; expiresAt?: Filter; "actionCause:transactionId"?: Filter; "actionCause:campaignId"?: Filter; "actionCause:customEventId"?: Filter; "actionCause:internalEventName"?: Filter; "walletType:code"?: Filter; "member:id"?: Filter; "member:email"?: Filter; "member:phoneNumber"?: Filter; "member:loyaltyCardNumber"?: Filter; } | undefined;
    body: undefined;
    answer: {
      items: ({
        transferId: string;
        type: "adding" | "spending" | "p2p_adding" | "p2p_spending" | "blocked" | "expired";
        accountId: string;
        customerId: string;
        storeId: string;
        value: number;
        remaining: number;
        comment?: string;
        cancelled: boolean;
        pending: boolean;
        lockedUntil?: string;
        unlockedAt?: string;
        expiresAt?: string;
        externalTransferId?: string;
        actionCause?: {
          campaignId: string | null;
          customerId: string | null;
          transactionId: string | null;
          customEventId: string | null;
          internalEventName: string | null;
          performedAt: string | null;
        };
        createdAt: string;
        registeredOn: string;
        createdBy: string;
        walletType: {
          walletTypeId: string;
          code: string;
          name: string;
          unitSingularName: string;
          unitPluralName: string;
          active: boolean;
          isDefault: boolean;
          createdAt: string;
          limits: Record<string, unknown>;
          allowNegativeBalance: boolean;
        };
      })[];
      total: {
        all: number;
        filtered: number;
        estimated: boolean;
      };
    };
  };
  /** Add an units transfer */
  pointsPostTransferAdd: {
    params: { storeCode: string; };
    query: undefined;
    body: {
      transfer: {
        customer: string;
        points: number;
        comment?: string;
        externalTransferId?: string;
        walletCode?: string;
        requestedAt?: string;
        expiresInDays?: number;
        lockedUntilDays?: number;
      };
    };
    answer: {
      transferId: string;
    };
  };
  /** Spend units */
  pointsPostTransferSpend: {
    params: { storeCode: string; };
    query: undefined;
    body: {
      transfer: {
        customer: string;
        points: number;
        comment?: string;
        externalTransferId?: string;
        walletCode?: string;
        requestedAt?: string;
      };
    };
    answer: {
      transferId: string;
    };
  };
  /** Block units */
  pointsPostTransferBlock: {
    params: { storeCode: string; };
    query: undefined;
    body: {
      transfer: {
        customer: string;
        points: number;
        comment?: string;
        externalTransferId?: string;
        walletCode?: string;
        requestedAt?: string;
      };
    };
    answer: {
      transferId: string;
    };
  };
  /** Transfer units between members */
  adminPostTransfer: {
    params: { storeCode: string; };
    query: undefined;
    body: {
      transfer: {
        sender: string;
        receiver: string;
        points: number;
      };
    };
    answer: {
      transferId: string;
    };
  };
  /** Get histogram of number of units */
  pointsGetPointsTransfer: {
    params: { storeCode: string; };
    query: { pointType?: "spent" | "earned" | "expired" | "pending"; lastDays?: number; futureDays?: number; interval?: "day" | "month" | "year"; "walletType:code"?: string; } | undefined;
    body: undefined;
    answer: { [name: string]: number };
  };
  /** Activate units transfer */
  pointsPostTransferActivate: {
    params: { storeCode: string; transfer: string; };
    query: undefined;
    body: undefined;
    answer: undefined;
  };
  /** Cancel units transfer */
  pointsPostTransferCancel: {
    params: { storeCode: string; transfer: string; };
    query: undefined;
    body: undefined;
    answer: undefined;
  };
  /** Expire units transfer */
  pointsPostTransferExpire: {
    params: { storeCode: string; transfer: string; };
    query: undefined;
    body: undefined;
    answer: undefined;
  };
  /** Get unit transfer’s details */
  transferGet: {
    params: { storeCode: string; transfer: string; };
    query: undefined;
    body: undefined;
    answer: {
      transferId: string;
      type: "adding" | "spending" | "p2p_adding" | "p2p_spending" | "blocked" | "expired";
      accountId: string;
      customerId: string;
      storeId: string;
      value: number;
      remaining: number;
      comment?: string;
      cancelled: boolean;
      pending: boolean;
      lockedUntil?: string;
      unlockedAt?: string;
      expiresAt?: string;
      externalTransferId?: string;
      actionCause?: {
        campaignId: string | null;
        customerId: string | null;
        transactionId: string | null;
        customEventId: string | null;
        internalEventName: string | null;
        performedAt: string | null;
      };
      createdAt: string;
      registeredOn: string;
      createdBy: string;
      walletType: {
        walletTypeId: string;
        code: string;
        name: string;
        unitSingularName: string;
        unitPluralName: string;
        active: boolean;
        isDefault: boolean;
        createdAt: string;
        limits: Record<string, unknown>;
        allowNegativeBalance: boolean;
      };
    };
  };
  /** Get transactions list */
  transactionGetList: {
    params: { storeCode: string; };
    query: { _page?: number; _itemsOnPage?: number; _orderBy?: {
        transactionId?: "asc" | "desc";
        "header:purchasedAt"?: "asc" | "desc";
      }; transactionId?: Filter; customerId?: Filter; matched?: Filter; grossValue?: Filter; channelId?: Filter; createdAt?: Filter; assignedToCustomerAt?: Filter; "header:documentNumber"?: Filter; "header:documentType"?: Filter; "header:linkedDocumentNumber"?: Filter; "header:purchasedAt"?: Filter; "header:purchasePlace"?: Filter; "header:labels"?: Filter; "items:sku"?: Filter; "items:category"?: Filter; "items:maker"?: Filter; "items:labels"?: Filter; "customerData:customerId"?: Filter; "customerData:email"?: Filter; "customerData:name"?: Filter; "customerData:nip"?: Filter; "customerData:phone"?: Filter; "customerData:loyaltyCardNumber"?: Filter; } | undefined;
    body: undefined;
    answer: {
      items: ({
        transactionId: string;
        grossValue: number;
        currency: string;
        matched: boolean;
        customerId: string | null;
        assignedToCustomerAt: string | null;
        channelId: string | null;
        createdAt: string;
        header: {
          documentNumber: string;
          documentType: "sell" | "return";
          linkedDocumentNumber: string | null;
          purchasedAt: string;
          purchasePlace: string | null;
          labels: ({
            key: string;
            value: string;
          })[];
        };
        customerData: {
          customerId?: string;
          email?: string;
          name?: string;
          nip?: string;
          phone?: string;
          loyaltyCardNumber?: string;
          address?: { [name: string]: string };
        };
        items: ({
          sku: string;
          name: string;
          category: string;
          maker: string | null;
          quantity: number;
          highPrecisionQuantity: number;
          grossValue: number;
          labels: ({
            key: string;
            value: string;
          })[];
        })[];
      })[];
      total: {
        all: number;
        filtered: number;
        estimated: boolean;
      };
    };
  };
  /** Add a transaction */
  transactionPost: {
    params: { storeCode: string; };
    query: undefined;
    body: {
      transaction: {
        header: {
          documentNumber: string;
          linkedDocumentNumber?: string;
          documentType?: "sell" | "return";
          labels?: ({
            key: string;
            value: string;
          })[];
          purchasedAt: string;
          purchasePlace?: string;
        };
        items: ({
          sku: string;
          name: string;
          category: string;
          grossValue: number;
          quantity?: number;
          highPrecisionQuantity?: number;
          maker?: string;
          labels?: ({
            key: string;
            value: string;
          })[];
        })[];
        customerData?: {
          customerId?: string;
          email?: string;
          name?: string;
          nip?: string;
          phone?: string;
          loyaltyCardNumber?: string;
          address?: {
            street?: string;
            address1?: string;
            address2?: string;
            postal?: string;
            city?: string;
            province?: string;
            country?: string;
          };
        };
        channelId?: string;
      };
    };
    answer: {
      transactionId: string;
    };
  };
  /** Match the transaction */
  transactionPostMemberAssign: {
    params: { storeCode: string; };
    query: undefined;
    body: {
      assign: {
        transactionDocumentNumber: string;
        customerId?: string;
        customerLoyaltyCardNumber?: string;
        customerPhoneNumber?: string;
      };
    };
    answer: {
      transactionId: string;
      customerId: string;
    };
  };
  /** Get transaction’s details */
  transactionGet: {
    params: { storeCode: string; transaction: string; };
    query: undefined;
    body: undefined;
    answer: {
      transactionId: string;
      grossValue: number;
      currency: string;
      matched: boolean;
      customerId: string | null;
      assignedToCustomerAt: string | null;
      channelId: string | null;
      createdAt: string;
      header: {
        documentNumber: string;
        documentType: "sell" | "return";
        linkedDocumentNumber: string | null;
        purchasedAt: string;
        purchasePlace: string | null;
        labels: ({
          key: string;
          value: string;
        })[];
      };
      customerData: {
        customerId?: string;
        email?: string;
        name?: string;
        nip?: string;
        phone?: string;
        loyaltyCardNumber?: string;
        address?: { [name: string]: string };
      };
      items: ({
        sku: string;
        name: string;
        category: string;
        maker: string | null;
        quantity: number;
        highPrecisionQuantity: number;
        grossValue: number;
        labels: ({
          key: string;
          value: string;
        })[];
      })[];
    };
  };
  /** Get tier sets list */
  getTierSetList: {
    params: { storeCode: string; };
    query: { _page?: number; _itemsOnPage?: number; _orderBy?: {
        tierSetId?: "asc" | "desc";
        name?: "asc" | "desc";
      }; tierSetId?: Filter; name?: Filter; active?: Filter; createdAt?: Filter; } | undefined;
    body: undefined;
    answer: {
      items: ({
        tierSetId: string;
        name: string;
        description: string | null;
        active: boolean;
        isDefault: boolean;
        isMigrated: boolean;
        labels: ({
          key: string;
          value: string;
        })[];
        translations: { [name: string]: {
          name: string;
          description?: string;
        } };
        conditions: ({
          id: string;
          attribute: "activeUnits" | "totalEarnedUnits" | "monthsSinceJoiningProgram" | "totalSpending" | "cumulatedEarnedUnits";
          walletType: string | null;
        })[];
        tiers: ({
          levelId: string;
          name: string;
          description: string | null;
          active: boolean;
          isDefault: boolean;
          sortOrder: number;
          conditions: ({
            conditionId: string;
            attribute: "activeUnits" | "totalEarnedUnits" | "monthsSinceJoiningProgram" | "totalSpending" | "cumulatedEarnedUnits";
            value: number;
          })[];
        })[];
        downgrade: {
          mode: "none" | "automatic" | "periodic";
          period: string | null;
          interval: number | null;
        };
        createdAt: string;
        updatedAt: string;
      })[];
      total: {
        all: number;
        filtered: number;
        estimated: boolean;
      };
    };
  };
  /** Add a tier set */
  tierSetPost: {
    params: { storeCode: string; };
    query: undefined;
    body: {
      tierSet: {
        translations: {
          en: {
            name: string;
            description?: string;
          };
          pl?: {
            name: string;
            description?: string;
          };
        };
        active?: boolean;
        labels?: ({
          key: string;
          value: string;
        })[];
        conditions: ({
          attribute: "activeUnits" | "totalEarnedUnits" | "monthsSinceJoiningProgram" | "totalSpending" | "cumulatedEarnedUnits";
          walletType?: string;
        })[];
        downgrade?: {
          mode: "none" | "automatic" | "periodic";
          period?: "registration_anniversary" | "recalculation_every_month_after_tier_promotion" | "yearly" | "monthly" | "weekly";
          interval?: number;
        };
      };
    };
    answer: {
      tierSetId: string;
    };
  };
  /** Get tiers list from a tier set */
  _getTierSetTiers: {
    params: { storeCode: string; tierSet: string; };
    query: { _page?: number; _itemsOnPage?: number; _orderBy?: {
        levelId?: "asc" | "desc";
        name?: "asc" | "desc";
        createdAt?: "asc" | "desc";
      }; levelId?: Filter; name?: Filter; description?: Filter; active?: Filter; createdAt?: Filter; } | undefined;
    body: undefined;
    answer: {
      items: ({
        levelId: string;
        tierSet: {
          tierSetId: {
            tierSetId: string;
          };
          name: string;
        };
        name: string;
        description?: string;
        storeCode: string;
        active: boolean;
        isDefault: boolean;
        sortOrder: number;
        hasPhoto: boolean;
        rewards: (unknown)[];
        conditions: ({
          conditionId: string;
          attribute: "activeUnits" | "totalEarnedUnits" | "monthsSinceJoiningProgram" | "totalSpending" | "cumulatedEarnedUnits";
          value: number;
        })[];
        translations: { [name: string]: {
          name: string;
          description?: string;
        } };
        createdAt: string;
        updatedAt: string;
      })[];
      total: {
        all: number;
        filtered: number;
        estimated: boolean;
      };
    };
  };
  /** Update existing tier list with conditions */
  tierPutList: {
    params: { storeCode: string; tierSet: string; };
    query: undefined;
    body: {
      tiers: ({
        levelId?: string;
        translations: {
          en: {
            name: string;
            description?: string;
          };
          pl?: {
            name: string;
            description?: string;
          };
        };
        active?: boolean;
        conditions: ({
          conditionId: string;
          value: number;
        })[];
      })[];
    };
    answer: undefined;
  };
  /** Get tier set’s details */
  tierSetGet: {
    params: { storeCode: string; tierSet: string; };
    query: undefined;
    body: undefined;
    answer: {
      tierSetId: string;
      name: string;
      description: string | null;
      active: boolean;
      isDefault: boolean;
      isMigrated: boolean;
      labels: ({
        key: string;
        value: string;
      })[];
      translations: { [name: string]: {
        name: string;
        description?: string;
      } };
      conditions: ({
        id: string;
        attribute: "activeUnits" | "totalEarnedUnits" | "monthsSinceJoiningProgram" | "totalSpending" | "cumulatedEarnedUnits";
        walletType: string | null;
      })[];
      tiers: ({
        levelId: string;
        name: string;
        description: string | null;
        active: boolean;
        isDefault: boolean;
        sortOrder: number;
        conditions: ({
          conditionId: string;
          attribute: "activeUnits" | "totalEarnedUnits" | "monthsSinceJoiningProgram" | "totalSpending" | "cumulatedEarnedUnits";
          value: number;
        })[];
      })[];
      downgrade: {
        mode: "none" | "automatic" | "periodic";
        period: string | null;
        interval: number | null;
      };
      createdAt: string;
      updatedAt: string;
    };
  };
  /** Update a tier set */
  _tierSetPut: {
    params: { storeCode: string; tierSet: string; };
    query: undefined;
    body: {
      tierSet: {
        translations: {
          en: {
            name: string;
            description?: string;
          };
          pl?: {
            name: string;
            description?: string;
          };
        };
        active?: boolean;
        labels?: ({
          key: string;
          value: string;
        })[];
        conditions: ({
          attribute: "activeUnits" | "totalEarnedUnits" | "monthsSinceJoiningProgram" | "totalSpending" | "cumulatedEarnedUnits";
          walletType?: string;
          id?: string;
        })[];
        downgrade?: {
          mode: "none" | "automatic" | "periodic";
          period?: "registration_anniversary" | "recalculation_every_month_after_tier_promotion" | "yearly" | "monthly" | "weekly";
          interval?: number;
        };
      };
    };
    answer: undefined;
  };
  /** Get tiers list */
  _tierGetList: {
    params: { storeCode: string; };
    query: { _page?: number; _itemsOnPage?: number; _orderBy?: {
        levelId?: "asc" | "desc";
        name?: "asc" | "desc";
        createdAt?: "asc" | "desc";
      }; levelId?: Filter; name?: Filter; description?: Filter; active?: Filter; createdAt?: Filter; } | undefined;
    body: undefined;
    answer: {
      items: ({
        levelId: string;
        name: string;
        description?: string;
        hasPhoto: boolean;
        storeCode: string;
        tierSet: {
          tierSetId: string;
          name: string;
        };
        active: boolean;
        isDefault: boolean;
        sortOrder: number;
        conditions: ({
          conditionId: string;
          attribute: "activeUnits" | "totalEarnedUnits" | "monthsSinceJoiningProgram" | "totalSpending" | "cumulatedEarnedUnits";
          value: string;
        })[];
        rewards: (unknown)[];
        translations: ({
          id: number;
          locale: string;
          name: string;
          description?: string;
        })[];
        createdAt: string;
        updatedAt: string;
      })[];
      total: {
        all: number;
        filtered: number;
        estimated: boolean;
      };
    };
  };
  /** Add a tier */
  tierPost: {
    params: { storeCode: string; };
    query: undefined;
    body: {
      level: {
        translations: {
          en: {
            name: string;
            description?: string;
          };
          pl?: {
            name: string;
            description?: string;
          };
        };
        active?: boolean;
        conditionValue: number;
        rewards?: (unknown)[];
      };
    };
    answer: {
      levelId: string;
    };
  };
  /** Activate a tier */
  tierPostActivate: {
    params: { storeCode: string; tier: string; };
    query: undefined;
    body: {
      active: boolean;
    };
    answer: undefined;
  };
  /** Get tier’s details */
  _tierGet: {
    params: { storeCode: string; tier: string; };
    query: undefined;
    body: undefined;
    answer: {
      levelId: string;
      name: string;
      description?: string;
      hasPhoto: boolean;
      storeCode: string;
      tierSet: {
        tierSetId: string;
        name: string;
      };
      active: boolean;
      isDefault: boolean;
      sortOrder: number;
      conditions: ({
        conditionId: string;
        attribute: "activeUnits" | "totalEarnedUnits" | "monthsSinceJoiningProgram" | "totalSpending" | "cumulatedEarnedUnits";
        value: string;
      })[];
      rewards: (unknown)[];
      translations: ({
        id: number;
        locale: string;
        name: string;
        description?: string;
      })[];
      createdAt: string;
      updatedAt: string;
    };
  };
  /** Update tier’s details */
  tierPut: {
    params: { storeCode: string; tier: string; };
    query: undefined;
    body: {
      level: {
        translations: {
          en: {
            name: string;
            description?: string;
          };
          pl?: {
            name: string;
            description?: string;
          };
        };
        active?: boolean;
        conditionValue: number;
        rewards?: (unknown)[];
      };
    };
    answer: {
      levelId: string;
    };
  };
  /** Delete a tier */
  tierDelete: {
    params: { storeCode: string; tier: string; };
    query: undefined;
    body: undefined;
    answer: undefined;
  };
  /** Check wallet details */
  walletGet: {
    params: { storeCode: string; wallet: string; };
    query: undefined;
    body: undefined;
    answer: {
      walletId: string;
      walletType: {
        walletTypeId: string;
        code: string;
        name: string;
        unitSingularName: string;
        unitPluralName: string;
        active: boolean;
        isDefault: boolean;
        createdAt: string;
        limits: Record<string, unknown>;
        allowNegativeBalance: boolean;
      };
      createdAt: string;
      account: {
        activeUnits: number;
        earnedUnits: number;
        spentUnits: number;
        lockedUnits: number;
        blockedUnits: number;
        expiredUnits: number;
        transferredUnits: number;
      };
    };
  };
  /** Get wallet types list */
  _walletTypeGetList: {
    params: { storeCode: string; };
    query: { _page?: number; _itemsOnPage?: number; _orderBy?: {
        walletTypeId?: "asc" | "desc";
        code?: "asc" | "desc";
        name?: "asc" | "desc";
        createdAt?: "asc" | "desc";
      }; walletTypeId?: Filter; code?: Filter; name?: Filter; active?: Filter; isDefault?: Filter; createdAt?: Filter; } | undefined;
    body: undefined;
    answer: {
      items: ({
        walletTypeId: string;
        code: string;
        name: string;
        unitSingularName: string;
        unitPluralName: string;
        active: boolean;
        isDefault: boolean;
        createdAt: string;
        limits: Record<string, unknown>;
        allowNegativeBalance: boolean;
      })[];
      total: {
        all: number;
        filtered: number;
        estimated: boolean;
      };
    };
  };
  /** Add a wallet type */
  _walletTypePost: {
    params: { storeCode: string; };
    query: undefined;
    body: {
      walletType: {
        translations: {
          en: {
            name: string;
            description?: string;
          };
        };
        unitSingularName: string;
        unitPluralName: string;
        active?: boolean;
        unitDaysExpiryAfter: "all_time_active" | "after_x_days" | "at_the_end_of_the_month" | "at_the_end_of_the_x_th_year" | "at_the_end_of_the_chosen_date";
        unitDaysActiveCount?: number;
        unitYearsActiveCount?: number;
        unitExpiryDate?: string;
        unitDaysLocked?: number;
        allTimeNotLocked?: boolean;
        allowNegativeBalance?: false;
        code: string;
      };
    };
    answer: {
      walletTypeId: string;
    };
  };
  /** Get wallet type details */
  _walletTypeGet: {
    params: { storeCode: string; walletType: string; };
    query: undefined;
    body: undefined;
    answer: {
      walletTypeId: string;
      code: string;
      unitSingularName: string;
      unitPluralName: string;
      active: boolean;
      isDefault: boolean;
      createdAt: string;
      limits: Record<string, unknown>;
      allowNegativeBalance: boolean;
      translations: {
        en: {
          name: string;
          description?: string;
        };
      };
      unitDaysExpiryAfter: "all_time_active" | "after_x_days" | "at_the_end_of_the_month" | "at_the_end_of_the_x_th_year" | "at_the_end_of_the_chosen_date";
      unitDaysActiveCount?: number;
      unitYearsActiveCount?: number;
      unitExpiryDate?: string;
      unitDaysLocked?: number;
      allTimeNotLocked: boolean;
    };
  };
  /** Update a wallet type */
  _walletTypePut: {
    params: { storeCode: string; walletType: string; };
    query: undefined;
    body: {
      walletType: {
        translations: {
          en: {
            name: string;
            description?: string;
          };
        };
        unitSingularName: string;
        unitPluralName: string;
        active?: boolean;
        unitDaysExpiryAfter: "all_time_active" | "after_x_days" | "at_the_end_of_the_month" | "at_the_end_of_the_x_th_year" | "at_the_end_of_the_chosen_date";
        unitDaysActiveCount?: number;
        unitYearsActiveCount?: number;
        unitExpiryDate?: string;
        unitDaysLocked?: number;
        allTimeNotLocked?: boolean;
        allowNegativeBalance?: false;
      };
    };
    answer: undefined;
  };
  /** Get imports list */
  _importGetList: {
    params: { storeCode: string; };
    query: { _page?: number; _itemsOnPage?: number; _orderBy?: {
        importId?: "asc" | "desc";
        type?: "asc" | "desc";
        fileName?: "asc" | "desc";
        uploadedDate?: "asc" | "desc";
      }; importId?: Filter; type?: Filter; status?: Filter; fileName?: Filter; uploadedDate?: Filter; createdBy?: Filter; } | undefined;
    body: undefined;
    answer: {
      items: ({
        importId: string;
        type: "member" | "unitTransferAdding" | "unitTransferSpending" | "transaction" | "transactionMatch";
        fileName: string;
        uploadedDate: string;
        status: "queued" | "inprogress" | "succeed" | "failed" | "cancelled";
        itemsToImport: number;
        itemsSucceeded: number;
        itemsRejected: number;
        createdBy: string;
        completedAt: string | null;
      })[];
      total: {
        all: number;
        filtered: number;
        estimated: boolean;
      };
    };
  };
  /** Get import details */
  _importItemGetList: {
    params: { storeCode: string; import: string; };
    query: { _page?: number; _itemsOnPage?: number; _orderBy?: {
        line?: "asc" | "desc";
        updatedAt?: "asc" | "desc";
      }; line?: Filter; status?: Filter; entityId?: Filter; message?: Filter; updatedAt?: Filter; } | undefined;
    body: undefined;
    answer: {
      items: ({
        importId: string;
        line: number;
        status: "queued" | "succeed" | "error" | "cancelled";
        createdAt: string;
        updatedAt: string;
        message?: string;
        entity?: {
          id: string;
        };
        lines: ({
          line: number;
          fields: { [name: string]: string };
        })[];
      })[];
      total: {
        all: number;
        filtered: number;
        estimated: boolean;
      };
    };
  };
  /** Import file */
  postImport: {
    params: { storeCode: string; import: "member" | "unitTransferAdding" | "unitTransferSpending" | "transaction" | "transactionMatch"; };
    query: undefined;
    body: {
      "import[file]": Blob;
    };
    answer: {
      importId: string;
    };
  };
  /** Cancel an import */
  importCancel: {
    params: { storeCode: string; import: string; };
    query: undefined;
    body: undefined;
    answer: undefined;
  };
  /** Return settings */
  settingsGetList: {
    params: { storeCode: string; };
    query: undefined;
    body: undefined;
    answer: {
      settings: {
        expirePointsNotificationDays: number | null;
        expireCouponsNotificationDays: number | null;
        expireLevelsNotificationDays: number | null;
        identificationMethod: "email" | "phone" | "loyaltyCardNumber";
      };
    };
  };
  /** Set settings */
  settingsPost: {
    params: { storeCode: string; };
    query: undefined;
    body: {
      settings: {
        expirePointsNotificationDays?: number | null;
        expireCouponsNotificationDays?: number | null;
        expireLevelsNotificationDays?: number | null;
        identificationMethod?: "email" | "phone" | "loyaltyCardNumber";
      };
    };
    answer: {
      settings: {
        expirePointsNotificationDays: number | null;
        expireCouponsNotificationDays: number | null;
        expireLevelsNotificationDays: number | null;
        identificationMethod: "email" | "phone" | "loyaltyCardNumber";
      };
    };
  };
  /** Update settings */
  settingsPatch: {
    params: { storeCode: string; };
    query: undefined;
    body: {
      settings: {
        expirePointsNotificationDays?: number | null;
        expireCouponsNotificationDays?: number | null;
        expireLevelsNotificationDays?: number | null;
        identificationMethod?: "email" | "phone" | "loyaltyCardNumber";
      };
    };
    answer: {
      settings: {
        expirePointsNotificationDays: number | null;
        expireCouponsNotificationDays: number | null;
        expireLevelsNotificationDays: number | null;
        identificationMethod: "email" | "phone" | "loyaltyCardNumber";
      };
    };
  };
};

/** What is sent to receivers, by the event's name. */
export type WebhookBodies = {
  CustomerRegistered: {
    messageId: string;
    requestId: string;
    storeCode: string;
    createdAt: string;
    eventName: "CustomerRegistered";
    data: {
      customerId?: string;
      customerData?: {
        referralToken?: string;
        firstName?: string;
        lastName?: string;
        email?: string | null;
        phone?: string | null;
        gender?: string;
        birthDate?: string;
        registeredAt?: string;
        address?: {
          street?: string;
          address1?: string;
          address2?: string;
          postal?: string;
          city?: string;
          province?: string;
          country?: string;
        } & Record<string, unknown>;
        company?: {
          name?: string;
          nip?: string;
        } & Record<string, unknown>;
        loyaltyCardNumber?: string | null;
        customAttributes?: ({
          key?: string;
          value?: unknown;
        } & Record<string, unknown>)[];
        agreement1?: boolean;
        agreement2?: boolean;
        agreement3?: boolean;
      } & Record<string, unknown>;
    } & Record<string, unknown>;
  };
  CustomerWasRegisteredWithoutActivation: {
    messageId: string;
    requestId: string;
    storeCode: string;
    createdAt: string;
    eventName: "CustomerWasRegisteredWithoutActivation";
    data: {
      customer?: {
        customerId?: string;
        email?: string | null;
        phone?: string | null;
        loyaltyCardNumber?: string | null;
      } & Record<string, unknown>;
      code?: string;
      codeNumber?: number;
    } & Record<string, unknown>;
  };
  CustomerRequestedSendActivationCode: {
    messageId: string;
    requestId: string;
    storeCode: string;
    createdAt: string;
    eventName: "CustomerRequestedSendActivationCode";
    data: {
      customer?: {
        customerId?: string;
        email?: string | null;
        phone?: string | null;
        loyaltyCardNumber?: string | null;
      } & Record<string, unknown>;
      code?: string;
      codeNumber?: number;
    } & Record<string, unknown>;
  };
  CustomerRequestedPasswordReset: {
    messageId: string;
    requestId: string;
    storeCode: string;
    createdAt: string;
    eventName: "CustomerRequestedPasswordReset";
    data: {
      customer?: {
        customerId?: string;
        email?: string | null;
        phone?: string | null;
        loyaltyCardNumber?: string | null;
      } & Record<string, unknown>;
      code?: string;
      codeNumber?: number;
    } & Record<string, unknown>;
  };
  CustomerUpdated: {
    messageId: string;
    requestId: string;
    storeCode: string;
    createdAt: string;
    eventName: "CustomerUpdated";
    data: {
      customer?: {
        customerId?: string;
        email?: string | null;
        phone?: string | null;
        loyaltyCardNumber?: string | null;
      } & Record<string, unknown>;
    } & Record<string, unknown>;
  };
  CustomerEmailWasChanged: {
    messageId: string;
    requestId: string;
    storeCode: string;
    createdAt: string;
    eventName: "CustomerEmailWasChanged";
    data: {
      customer?: {
        customerId?: string;
        email?: string | null;
        phone?: string | null;
        loyaltyCardNumber?: string | null;
      } & Record<string, unknown>;
      code?: string;
      codeNumber?: number;
    } & Record<string, unknown>;
  };
  CustomerPhoneNumberWasChanged: {
    messageId: string;
    requestId: string;
    storeCode: string;
    createdAt: string;
    eventName: "CustomerPhoneNumberWasChanged";
    data: {
      customer?: {
        customerId?: string;
        email?: string | null;
        phone?: string | null;
        loyaltyCardNumber?: string | null;
      } & Record<string, unknown>;
      code?: string;
      codeNumber?: number;
    } & Record<string, unknown>;
  };
  CustomerDeactivated: {
    messageId: string;
    requestId: string;
    storeCode: string;
    createdAt: string;
    eventName: "CustomerDeactivated";
    data: {
      customer?: {
        customerId?: string;
        email?: string | null;
        phone?: string | null;
        loyaltyCardNumber?: string | null;
      } & Record<string, unknown>;
    } & Record<string, unknown>;
  };
  AvailablePointsAmountChanged: {
    messageId: string;
    requestId: string;
    storeCode: string;
    createdAt: string;
    eventName: "AvailablePointsAmountChanged";
    data: {
      customer?: {
        customerId?: string;
        email?: string | null;
        phone?: string | null;
        loyaltyCardNumber?: string | null;
      } & Record<string, unknown>;
      accountId?: string;
      amount?: number | null;
      amountChange?: number | null;
      amountChangeType?: string;
      transferId?: string;
      wallet?: {
        walletId?: string;
        walletType?: {
          walletTypeId: string;
          code: string;
          name: string;
          unitSingularName: string;
          unitPluralName: string;
          active: boolean;
          isDefault: boolean;
          createdAt: string;
          limits: {
            points?: {
              interval?: {
                type?: "calendarHours" | "calendarDays" | "calendarWeeks" | "calendarMonths" | "calendarYears";
                value?: number;
              } & Record<string, unknown>;
              value?: number;
            } & Record<string, unknown>;
            pointsPerMember?: {
              interval?: {
                type?: "calendarHours" | "calendarDays" | "calendarWeeks" | "calendarMonths" | "calendarYears";
                value?: number;
              } & Record<string, unknown>;
              value: number;
            } & Record<string, unknown>;
          } & Record<string, unknown>;
          allowNegativeBalance?: boolean;
        } & Record<string, unknown>;
      } & Record<string, unknown>;
      actionCause?: {
        campaignId?: string | null;
        customerId?: string | null;
        transactionId?: string | null;
        customEventId?: string | null;
        internalEventName?: string | null;
        performedAt?: string | null;
      } & Record<string, unknown> | null;
    } & Record<string, unknown>;
  };
  UnitsTransferWasAdded: {
    messageId: string;
    requestId: string;
    storeCode: string;
    createdAt: string;
    eventName: "UnitsTransferWasAdded";
    data: {
      member?: {
        customerId?: string;
        email?: string | null;
        phone?: string | null;
        loyaltyCardNumber?: string | null;
      } & Record<string, unknown>;
      wallet?: {
        walletId?: string;
        walletType?: {
          walletTypeId: string;
          code: string;
          name: string;
          unitSingularName: string;
          unitPluralName: string;
          active: boolean;
          isDefault: boolean;
          createdAt: string;
          limits: {
            points?: {
              interval?: {
                type?: "calendarHours" | "calendarDays" | "calendarWeeks" | "calendarMonths" | "calendarYears";
                value?: number;
              } & Record<string, unknown>;
              value?: number;
            } & Record<string, unknown>;
            pointsPerMember?: {
              interval?: {
                type?: "calendarHours" | "calendarDays" | "calendarWeeks" | "calendarMonths" | "calendarYears";
                value?: number;
              } & Record<string, unknown>;
              value: number;
            } & Record<string, unknown>;
          } & Record<string, unknown>;
          allowNegativeBalance?: boolean;
        } & Record<string, unknown>;
      } & Record<string, unknown>;
      createdAt?: string;
      expiresAt?: string;
      units?: number;
      comment?: string;
      type?: "adding" | "spending" | "p2p_adding" | "p2p_spending" | "blocked" | "expired";
      pending?: boolean;
      lockedUntil?: string;
      transferId?: string;
      relatedTransferId?: string;
      actionCause?: {
        campaignId?: string | null;
        customerId?: string | null;
        transactionId?: string | null;
        customEventId?: string | null;
        internalEventName?: string | null;
        performedAt?: string | null;
      } & Record<string, unknown> | null;
    } & Record<string, unknown>;
  };
  PointsWillExpire: {
    messageId: string;
    requestId: string;
    storeCode: string;
    createdAt: string;
    eventName: "PointsWillExpire";
    data: {
      accountId?: string;
      points?: number;
      remainingUnits?: number;
      pointsWillExpire?: string;
    } & Record<string, unknown>;
  };
  CustomerLevelChanged: {
    messageId: string;
    requestId: string;
    storeCode: string;
    createdAt: string;
    eventName: "CustomerLevelChanged";
    data: {
      customer?: {
        customerId?: string;
        email?: string | null;
        phone?: string | null;
        loyaltyCardNumber?: string | null;
      } & Record<string, unknown>;
      level?: {
        levelId?: string;
        name?: string;
        levelMoveUp?: boolean;
        levelMoveDown?: boolean;
      } & Record<string, unknown>;
      previousLevel?: {
        levelId?: string;
        name?: string;
      } & Record<string, unknown>;
      lifetimePoints?: number;
      levelAchievementDate?: string;
    } & Record<string, unknown>;
  };
  LevelWillExpire: {
    messageId: string;
    requestId: string;
    storeCode: string;
    createdAt: string;
    eventName: "LevelWillExpire";
    data: {
      customerId?: string;
      customerEmail?: string | null;
      customerPhone?: string | null;
      customerLoyaltyCardNumber?: string | null;
      customerFirstName?: string;
      customerLastName?: string;
      levelId?: string;
      levelName?: string;
      futureLevelId?: string;
      futureLevelName?: string;
    } & Record<string, unknown>;
  };
  TransactionRegistered: {
    messageId: string;
    requestId: string;
    storeCode: string;
    createdAt: string;
    eventName: "TransactionRegistered";
    data: {
      transactionId?: string;
      documentNumber?: string;
      purchasedAt?: string;
      documentType?: string;
      purchasePlace?: string;
      customerData?: {
        email?: string | null;
        name?: string;
        nip?: string;
        phone?: string | null;
        loyaltyCardNumber?: string | null;
        address?: {
          street?: string;
          address1?: string;
          address2?: string;
          postal?: string;
          city?: string;
          province?: string;
          country?: string;
        } & Record<string, unknown>;
      } & Record<string, unknown>;
      items?: ({
        sku?: {
          code?: string;
        } & Record<string, unknown>;
        name?: string;
        quantity?: number;
        grossValue?: number;
        category?: string;
        maker?: string;
        labels?: ({
          key?: string;
          value?: unknown;
        } & Record<string, unknown>)[];
      } & Record<string, unknown>)[];
      channelId?: string;
    } & Record<string, unknown>;
  };
  TransactionAssignedToCustomer: {
    messageId: string;
    requestId: string;
    storeCode: string;
    createdAt: string;
    eventName: "TransactionAssignedToCustomer";
    data: {
      transactionId?: string;
      grossValue?: number;
      customer?: {
        customerId?: string;
        email?: string | null;
        phone?: string | null;
        loyaltyCardNumber?: string | null;
      } & Record<string, unknown>;
    } & Record<string, unknown>;
  };
  CustomerBoughtReward: {
    messageId: string;
    requestId: string;
    storeCode: string;
    createdAt: string;
    eventName: "CustomerBoughtReward";
    data: {
      customer?: {
        customerId?: string;
        email?: string | null;
        phone?: string | null;
        loyaltyCardNumber?: string | null;
      } & Record<string, unknown>;
      coupon?: {
        code?: string;
        value?: number;
        status?: string;
        activeFrom?: string;
        activeTo?: string;
        usedAt?: string;
      } & Record<string, unknown>;
      reward?: {
        rewardId?: string;
        rewardName?: string;
        rewardType?: string;
      } & Record<string, unknown>;
      rewardRedemption?: {
        redeemedRewardId?: string;
      } & Record<string, unknown>;
      costInPoints?: number;
      pointsBalance?: number;
      actionCause?: {
        campaignId?: string | null;
        customerId?: string | null;
        transactionId?: string | null;
        customEventId?: string | null;
        internalEventName?: string | null;
      } & Record<string, unknown> | null;
    } & Record<string, unknown>;
  };
  RewardRedemptionStatusChanged: {
    messageId: string;
    requestId: string;
    storeCode: string;
    createdAt: string;
    eventName: "RewardRedemptionStatusChanged";
    data: {
      issuedReward?: {
        issuedRewardId?: string;
        token?: string;
        name?: string;
        customerId?: string;
        status?: string;
        costInPoints?: number;
        tax?: number;
        taxPriceValue?: number;
        price?: number;
        redemptionDate?: string;
        customerData?: {
          email?: string | null;
          firstName?: string;
          lastName?: string;
          companyName?: string;
          nip?: string;
          phone?: string | null;
          loyaltyCardNumber?: string | null;
          address?: {
            street?: string;
            address1?: string;
            address2?: string;
            postal?: string;
            city?: string;
            province?: string;
            country?: string;
          } & Record<string, unknown>;
        } & Record<string, unknown>;
        rewardType?: string;
        rewardId?: string;
        issuedCoupon?: {
          code?: string;
          value?: number;
          activeFrom?: string;
          activeTo?: string;
        } & Record<string, unknown>;
      } & Record<string, unknown>;
      newStatus?: string;
      newComment?: string;
      newDate?: string;
      oldStatus?: string;
      oldComment?: string;
      oldDate?: string;
    } & Record<string, unknown>;
  };
  CouponWillExpire: {
    messageId: string;
    requestId: string;
    storeCode: string;
    createdAt: string;
    eventName: "CouponWillExpire";
    data: {
      customer?: {
        customerId?: string;
        email?: string | null;
        phone?: string | null;
        loyaltyCardNumber?: string | null;
      } & Record<string, unknown>;
      issuedCoupon?: {
        valueType?: string;
        code?: string;
        value?: number;
        activeFrom?: string;
        activeTo?: string;
        usedAt?: string;
      } & Record<string, unknown>;
    } & Record<string, unknown>;
  };
  RewardCreated: {
    messageId: string;
    requestId: string;
    storeCode: string;
    createdAt: string;
    eventName: "RewardCreated";
    data: {
      reward?: {
        rewardId?: string;
        active?: boolean;
        fulfillmentTracking?: boolean;
        canBeBoughtManually?: boolean;
        type?: string;
        name?: string;
        price?: number;
        levels?: (string)[];
        segments?: (string)[];
        categories?: (string)[];
        photos?: ({ [name: string]: unknown })[];
        translations?: ({
          name?: string;
          id?: number;
          locale?: string;
        } & Record<string, unknown>)[];
        createdAt?: string;
        activity?: {
          allTime: boolean;
          from?: string;
          to?: string;
        } & Record<string, unknown>;
        visibility?: {
          allTime: boolean;
          from?: string;
          to?: string;
        } & Record<string, unknown>;
        labels?: ({
          key: string;
          value: string;
        } & Record<string, unknown>)[];
        featured?: boolean;
        public?: boolean;
        costInPoints?: number | null;
        usageLimit?: {
          perUser: number;
          general?: number;
        } & Record<string, unknown>;
        limits?: {
          general?: {
            interval?: {
              type?: "calendarHours" | "calendarDays" | "calendarWeeks" | "calendarMonths" | "calendarYears";
            } & Record<string, unknown>;
            value: number;
          } & Record<string, unknown>;
          perMember?: {
            interval?: {
              type?: "calendarHours" | "calendarDays" | "calendarWeeks" | "calendarMonths" | "calendarYears";
            } & Record<string, unknown>;
            value: number;
          } & Record<string, unknown>;
        } & Record<string, unknown>;
      } & Record<string, unknown>;
    } & Record<string, unknown>;
  };
  RewardUpdated: {
    messageId: string;
    requestId: string;
    storeCode: string;
    createdAt: string;
    eventName: "RewardUpdated";
    data: {
      reward?: {
        rewardId?: string;
        active?: boolean;
        fulfillmentTracking?: boolean;
        canBeBoughtManually?: boolean;
        type?: string;
        name?: string;
        price?: number;
        levels?: (string)[];
        segments?: (string)[];
        categories?: (string)[];
        photos?: ({ [name: string]: unknown })[];
        translations?: ({
          name?: string;
          id?: number;
          locale?: string;
        } & Record<string, unknown>)[];
        createdAt?: string;
        activity?: {
          allTime: boolean;
          from?: string;
          to?: string;
        } & Record<string, unknown>;
        visibility?: {
          allTime: boolean;
          from?: string;
          to?: string;
        } & Record<string, unknown>;
        labels?: ({
          key: string;
          value: string;
        } & Record<string, unknown>)[];
        featured?: boolean;
        public?: boolean;
        costInPoints?: number | null;
        usageLimit?: {
          perUser: number;
          general?: number;
        } & Record<string, unknown>;
        limits?: {
          general?: {
            interval?: {
              type?: "calendarHours" | "calendarDays" | "calendarWeeks" | "calendarMonths" | "calendarYears";
            } & Record<string, unknown>;
            value: number;
          } & Record<string, unknown>;
          perMember?: {
            interval?: {
              type?: "calendarHours" | "calendarDays" | "calendarWeeks" | "calendarMonths" | "calendarYears";
            } & Record<string, unknown>;
            value: number;
          } & Record<string, unknown>;
        } & Record<string, unknown>;
      } & Record<string, unknown>;
    } & Record<string, unknown>;
  };
  CampaignEffectWasApplied: {
    messageId: string;
    requestId: string;
    storeCode: string;
    createdAt: string;
    eventName: "CampaignEffectWasApplied";
    data: {
      member?: {
        customerId?: string;
        email?: string | null;
        phone?: string | null;
        loyaltyCardNumber?: string | null;
      } & Record<string, unknown>;
      campaign?: {
        triggerType: "transaction" | "custom_event" | "internal_event" | "achievement" | "return_transaction" | "custom_event_unique_code";
        campaignId: string;
        name: string;
        trigger?: {
          type: "transaction";
          triggerId: string;
          createdAt: string;
          purchasedAt: string;
          documentNumber: string;
        } & Record<string, unknown> | {
          type: "custom_event";
          triggerId: string;
          createdAt: string;
          eventDate: string;
          eventId?: string;
        } & Record<string, unknown> | {
          type: "internal_event";
          triggerId: string;
          createdAt?: string;
          payload: { [name: string]: unknown };
        } & Record<string, unknown> | {
          type: "custom_event_unique_code";
          triggerId: string;
          createdAt?: string;
        } & Record<string, unknown> | {
          type: "achievement";
          triggerId: string;
          createdAt?: string;
          relatedAchievement: {
            achievementId?: string;
            achievementName?: string;
            limitReached?: boolean;
            memberProgress?: {
              completedCount?: number;
              rules?: ({
                achievementRuleId?: string;
                periodGoal?: number;
                currentPeriodValue?: number;
                consecutivePeriods?: number | null;
                completedConsecutivePeriods?: number;
                periodType?: string;
                type?: string;
                trigger?: string;
                periodValue?: number;
              } & Record<string, unknown>)[];
            } & Record<string, unknown>;
            lastTrigger?: {
              triggerId?: string;
              triggerType?: "transaction" | "custom_event";
            } & Record<string, unknown>;
          } & Record<string, unknown>;
        } & Record<string, unknown> | {
          type: "return_transaction";
          triggerId?: string;
          createdAt?: string;
        } & Record<string, unknown>;
      } & Record<string, unknown>;
      effectsGiven?: ({
        status?: string;
        target?: string;
        walletTypeCode?: string | null;
        type?: string;
        points?: number;
        couponValue?: number;
        rewardId?: string;
      } & Record<string, unknown>)[];
      redemptionCode?: string;
    } & Record<string, unknown>;
  };
  CampaignCreated: {
    messageId: string;
    requestId: string;
    storeCode: string;
    createdAt: string;
    eventName: "CampaignCreated";
    data: {
      campaign?: {
        triggerType: "transaction" | "custom_event" | "internal_event" | "achievement" | "return_transaction" | "custom_event_unique_code";
        campaignId: string;
        name: string;
        trigger?: {
          type: "transaction";
          triggerId: string;
          createdAt: string;
          purchasedAt: string;
          documentNumber: string;
        } & Record<string, unknown> | {
          type: "custom_event";
          triggerId: string;
          createdAt: string;
          eventDate: string;
          eventId?: string;
        } & Record<string, unknown> | {
          type: "internal_event";
          triggerId: string;
          createdAt?: string;
          payload: { [name: string]: unknown };
        } & Record<string, unknown> | {
          type: "custom_event_unique_code";
          triggerId: string;
          createdAt?: string;
        } & Record<string, unknown> | {
          type: "achievement";
          triggerId: string;
          createdAt?: string;
          relatedAchievement: {
            achievementId?: string;
            achievementName?: string;
            limitReached?: boolean;
            memberProgress?: {
              completedCount?: number;
              rules?: ({
                achievementRuleId?: string;
                periodGoal?: number;
                currentPeriodValue?: number;
                consecutivePeriods?: number | null;
                completedConsecutivePeriods?: number;
                periodType?: string;
                type?: string;
                trigger?: string;
                periodValue?: number;
              } & Record<string, unknown>)[];
            } & Record<string, unknown>;
            lastTrigger?: {
              triggerId?: string;
              triggerType?: "transaction" | "custom_event";
            } & Record<string, unknown>;
          } & Record<string, unknown>;
        } & Record<string, unknown> | {
          type: "return_transaction";
          triggerId?: string;
          createdAt?: string;
        } & Record<string, unknown>;
      } & Record<string, unknown>;
    } & Record<string, unknown>;
  };
  CampaignUpdated: {
    messageId: string;
    requestId: string;
    storeCode: string;
    createdAt: string;
    eventName: "CampaignUpdated";
    data: {
      campaign?: {
        triggerType: "transaction" | "custom_event" | "internal_event" | "achievement" | "return_transaction" | "custom_event_unique_code";
        campaignId: string;
        name: string;
        trigger?: {
          type: "transaction";
          triggerId: string;
          createdAt: string;
          purchasedAt: string;
          documentNumber: string;
        } & Record<string, unknown> | {
          type: "custom_event";
          triggerId: string;
          createdAt: string;
          eventDate: string;
          eventId?: string;
        } & Record<string, unknown> | {
          type: "internal_event";
          triggerId: string;
          createdAt?: string;
          payload: { [name: string]: unknown };
        } & Record<string, unknown> | {
          type: "custom_event_unique_code";
          triggerId: string;
          createdAt?: string;
        } & Record<string, unknown> | {
          type: "achievement";
          triggerId: string;
          createdAt?: string;
          relatedAchievement: {
            achievementId?: string;
            achievementName?: string;
            limitReached?: boolean;
            memberProgress?: {
              completedCount?: number;
              rules?: ({
                achievementRuleId?: string;
                periodGoal?: number;
                currentPeriodValue?: number;
                consecutivePeriods?: number | null;
                completedConsecutivePeriods?: number;
                periodType?: string;
                type?: string;
                trigger?: string;
                periodValue?: number;
              } & Record<string, unknown>)[];
            } & Record<string, unknown>;
            lastTrigger?: {
              triggerId?: string;
              triggerType?: "transaction" | "custom_event";
            } & Record<string, unknown>;
          } & Record<string, unknown>;
        } & Record<string, unknown> | {
          type: "return_transaction";
          triggerId?: string;
          createdAt?: string;
        } & Record<string, unknown>;
      } & Record<string, unknown>;
    } & Record<string, unknown>;
  };
  MemberAchievementProgressWasChanged: {
    messageId: string;
    requestId: string;
    storeCode: string;
    createdAt: string;
    eventName: "MemberAchievementProgressWasChanged";
    data: {
      member?: {
        customerId?: string;
        email?: string | null;
        phone?: string | null;
        loyaltyCardNumber?: string | null;
      } & Record<string, unknown>;
      achievement?: {
        achievementId?: string;
        achievementName?: string;
        limitReached?: boolean;
        manuallyEdited?: boolean;
        memberProgress?: {
          completedCount?: number;
          reset?: boolean;
          rules?: ({
            achievementRuleId?: string;
            periodGoal?: number;
            currentPeriodValue?: number;
            periodType?: string;
            consecutivePeriods?: number | null;
            completedConsecutivePeriods?: number;
            type?: string;
            trigger?: "transaction" | "custom_event";
            translations?: {
              en: {
                name: string;
                description?: string;
              } & Record<string, unknown>;
              pl?: {
                name: string;
                description?: string;
              } & Record<string, unknown>;
            } & Record<string, unknown>;
          } & Record<string, unknown>)[];
        } & Record<string, unknown>;
        previousMemberProgress?: {
          completedCount?: number;
          rules?: ({
            achievementRuleId?: string;
            periodGoal?: number;
            currentPeriodValue?: number;
            periodType?: string;
            consecutivePeriods?: number | null;
            completedConsecutivePeriods?: number;
            type?: string;
            trigger?: "transaction" | "custom_event";
            translations?: {
              en: {
                name: string;
                description?: string;
              } & Record<string, unknown>;
              pl?: {
                name: string;
                description?: string;
              } & Record<string, unknown>;
            } & Record<string, unknown>;
          } & Record<string, unknown>)[];
        } & Record<string, unknown>;
      } & Record<string, unknown>;
      triggerType?: "transaction" | "custom_event";
      trigger?: {
        type: "transaction";
        triggerId: string;
        createdAt: string;
        purchasedAt: string;
        documentNumber: string;
      } & Record<string, unknown> | {
        type: "custom_event";
        triggerId: string;
        createdAt: string;
        eventDate: string;
        eventId: string;
      } & Record<string, unknown>;
    } & Record<string, unknown>;
  };
  AchievementsWereProcessed: {
    messageId: string;
    requestId: string;
    storeCode: string;
    createdAt: string;
    eventName: "AchievementsWereProcessed";
    data: ({
      member?: {
        customerId?: string;
        email?: string | null;
        phone?: string | null;
        loyaltyCardNumber?: string | null;
      } & Record<string, unknown>;
      achievement?: {
        achievementId?: string;
        achievementName?: string;
        limitReached?: boolean;
        manuallyEdited?: boolean;
        memberProgress?: {
          completedCount?: number;
          reset?: boolean;
          rules?: ({
            achievementRuleId?: string;
            periodGoal?: number;
            currentPeriodValue?: number;
            periodType?: string;
            consecutivePeriods?: number | null;
            completedConsecutivePeriods?: number;
            type?: string;
            trigger?: "transaction" | "custom_event";
            translations?: {
              en: {
                name: string;
                description?: string;
              } & Record<string, unknown>;
              pl?: {
                name: string;
                description?: string;
              } & Record<string, unknown>;
            } & Record<string, unknown>;
          } & Record<string, unknown>)[];
        } & Record<string, unknown>;
      } & Record<string, unknown>;
      triggerType?: "transaction" | "custom_event";
      trigger?: {
        triggerId?: string;
        type?: "transaction" | "custom_event";
      } & Record<string, unknown>;
    } & Record<string, unknown>)[];
  };
  AchievementCreated: {
    messageId: string;
    requestId: string;
    storeCode: string;
    createdAt: string;
    eventName: "AchievementCreated";
    data: {
      achievement?: {
        achievementId: string;
        active: boolean;
        activity?: {
          operator?: string;
          data?: string | (string)[] | {
            from?: string;
            to?: string;
          } & Record<string, unknown>;
        } & Record<string, unknown>;
        limit?: {
          value?: number;
          interval?: {
            type?: "calendarHours" | "calendarDays" | "calendarWeeks" | "calendarMonths" | "calendarYears";
            value?: number;
          } & Record<string, unknown>;
        } & Record<string, unknown>;
        translations: {
          en: {
            name: string;
            description?: string;
          } & Record<string, unknown>;
          pl?: {
            name: string;
            description?: string;
          } & Record<string, unknown>;
        } & Record<string, unknown>;
        rules: ({
          trigger: string;
          type: string;
          completeRule: {
            periodGoal?: number;
            period?: {
              type?: string;
              consecutive?: number;
            } & Record<string, unknown>;
          } & Record<string, unknown>;
          conditions: ({
            operator?: string;
            data?: (string)[];
            attribute?: string;
          } & Record<string, unknown>)[];
          aggregation: {
            type?: string;
          } & Record<string, unknown>;
          limit: {
            value?: number;
            interval?: {
              type?: "calendarHours" | "calendarDays" | "calendarWeeks" | "calendarMonths" | "calendarYears";
              value?: number;
            } & Record<string, unknown>;
          } & Record<string, unknown>;
          translations: {
            en: {
              name: string;
              description?: string;
            } & Record<string, unknown>;
            pl?: {
              name: string;
              description?: string;
            } & Record<string, unknown>;
          } & Record<string, unknown>;
        } & Record<string, unknown>)[];
      } & Record<string, unknown>;
    } & Record<string, unknown>;
  };
  AchievementUpdated: {
    messageId: string;
    requestId: string;
    storeCode: string;
    createdAt: string;
    eventName: "AchievementUpdated";
    data: {
      achievement?: {
        achievementId: string;
        active: boolean;
        activity?: {
          operator?: string;
          data?: string | (string)[] | {
            from?: string;
            to?: string;
          } & Record<string, unknown>;
        } & Record<string, unknown>;
        limit?: {
          value?: number;
          interval?: {
            type?: "calendarHours" | "calendarDays" | "calendarWeeks" | "calendarMonths" | "calendarYears";
            value?: number;
          } & Record<string, unknown>;
        } & Record<string, unknown>;
        translations: {
          en: {
            name: string;
            description?: string;
          } & Record<string, unknown>;
          pl?: {
            name: string;
            description?: string;
          } & Record<string, unknown>;
        } & Record<string, unknown>;
        rules: ({
          trigger: string;
          type: string;
          completeRule: {
            periodGoal?: number;
            period?: {
              type?: string;
              consecutive?: number;
            } & Record<string, unknown>;
          } & Record<string, unknown>;
          conditions: ({
            operator?: string;
            data?: (string)[];
            attribute?: string;
          } & Record<string, unknown>)[];
          aggregation: {
            type?: string;
          } & Record<string, unknown>;
          limit: {
            value?: number;
            interval?: {
              type?: "calendarHours" | "calendarDays" | "calendarWeeks" | "calendarMonths" | "calendarYears";
              value?: number;
            } & Record<string, unknown>;
          } & Record<string, unknown>;
          translations: {
            en: {
              name: string;
              description?: string;
            } & Record<string, unknown>;
            pl?: {
              name: string;
              description?: string;
            } & Record<string, unknown>;
          } & Record<string, unknown>;
        } & Record<string, unknown>)[];
      } & Record<string, unknown>;
    } & Record<string, unknown>;
  };
  SegmentMembershipDropped: {
    messageId: string;
    requestId: string;
    storeCode: string;
    createdAt: string;
    eventName: "SegmentMembershipDropped";
    data: {
      segment?: {
        segmentId?: string;
        segmentName?: string;
        previousCount?: number;
        newCount?: number;
      } & Record<string, unknown>;
    } & Record<string, unknown>;
  };
  StoreDefinedEvent: {
    messageId: string;
    requestId: string;
    storeCode: string;
    createdAt: string;
    eventName: string;
    data: Record<string, unknown>;
  };
  "points.earned": {
    event: "points.earned";
    shop: string;
    timestamp: string;
    data: Record<string, unknown>;
  };
  "customer.tier_upgrade": {
    event: "customer.tier_upgrade";
    shop: string;
    timestamp: string;
    data: Record<string, unknown>;
  };
  "customer.tier_downgrade": {
    event: "customer.tier_downgrade";
    shop: string;
    timestamp: string;
    data: Record<string, unknown>;
  };
  "points.redeemed": {
    event: "points.redeemed";
    shop: string;
    timestamp: string;
    data: Record<string, unknown>;
  };
};

/** Method and path of each operation. */
export const OPERATIONS: { readonly [Id in keyof Operations]: readonly [method: string, path: string] } = {
  adminLoginCheck: ["POST", "/api/admin/login_check"],
  _apiKeyGetList: ["GET", "/api/admin/{admin}/api-key"],
  _apiKeyPost: ["POST", "/api/admin/{admin}/api-key"],
  _apiKeyPut: ["PUT", "/api/admin/{admin}/api-key/{apikey}"],
  _apiKeyDelete: ["DELETE", "/api/admin/{admin}/api-key/{apikey}"],
  storeGetList: ["GET", "/api/store"],
  storePost: ["POST", "/api/store"],
  _storeGet: ["GET", "/api/store/{store}"],
  storePut: ["PUT", "/api/store/{store}"],
  aclRoleGetList: ["GET", "/api/acl/role"],
  aclRolePost: ["POST", "/api/acl/role"],
  aclRoleGet: ["GET", "/api/acl/role/{role}"],
  aclRolePut: ["PUT", "/api/acl/role/{role}"],
  aclRoleDelete: ["DELETE", "/api/acl/role/{role}"],
  aclResourcesGetList: ["GET", "/api/acl/resources"],
  aclAccessesGetList: ["GET", "/api/acl/accesses"],
  auditLogGetList: ["GET", "/api/audit/log"],
  tokenRefresh: ["POST", "/api/token/refresh"],
  userGetTokenRevoke: ["GET", "/api/token/revoke"],
  jwksGet: ["GET", "/.well-known/jwks.json"],
  webhookSubscriptionGetList: ["GET", "/api/{storeCode}/webhook/subscription"],
  webhookSubscriptionPost: ["POST", "/api/{storeCode}/webhook/subscription"],
  webhookSubscriptionGet: ["GET", "/api/{storeCode}/webhook/subscription/{webhookSubscription}"],
  webhookSubscriptionPut: ["PUT", "/api/{storeCode}/webhook/subscription/{webhookSubscription}"],
  webhookSubscriptionDelete: ["DELETE", "/api/{storeCode}/webhook/subscription/{webhookSubscription}"],
  webhookSubscriptionPause: ["POST", "/api/{storeCode}/webhook/subscription/{webhookSubscription}/pause"],
  webhookSubscriptionResume: ["POST", "/api/{storeCode}/webhook/subscription/{webhookSubscription}/resume"],
  webhookSubscriptionRotateSecret: ["POST", "/api/{storeCode}/webhook/subscription/{webhookSubscription}/rotate-secret"],
  webhookSubscriptionTest: ["POST", "/api/{storeCode}/webhook/subscription/{webhookSubscription}/test"],
  webhookEventGetList: ["GET", "/api/{storeCode}/webhook/event"],
  webhookEventPost: ["POST", "/api/{storeCode}/webhook/event"],
  webhookEventGet: ["GET", "/api/{storeCode}/webhook/event/{event}"],
  webhookEventDefinitionGetList: ["GET", "/api/{storeCode}/webhook/eventDefinition"],
  webhookEventDefinitionPost: ["POST", "/api/{storeCode}/webhook/eventDefinition"],
  webhookEventDefinitionGet: ["GET", "/api/{storeCode}/webhook/eventDefinition/{eventDefinition}"],
  webhookEventDefinitionPut: ["PUT", "/api/{storeCode}/webhook/eventDefinition/{eventDefinition}"],
  webhookEventDefinitionDelete: ["DELETE", "/api/{storeCode}/webhook/eventDefinition/{eventDefinition}"],
  webhookDeliveryGetList: ["GET", "/api/{storeCode}/webhook/delivery"],
  webhookDeliveryGet: ["GET", "/api/{storeCode}/webhook/delivery/{delivery}"],
  webhookDeliveryRetry: ["POST", "/api/{storeCode}/webhook/delivery/{delivery}/retry"],
  webhookDeliveryCancel: ["POST", "/api/{storeCode}/webhook/delivery/{delivery}/cancel"],
  webhookReplayGetList: ["GET", "/api/{storeCode}/webhook/replay"],
  webhookReplayPost: ["POST", "/api/{storeCode}/webhook/replay"],
  webhookReplayPreview: ["POST", "/api/{storeCode}/webhook/replay/preview"],
  webhookReplayGet: ["GET", "/api/{storeCode}/webhook/replay/{replay}"],
  webhookReplayPause: ["POST", "/api/{storeCode}/webhook/replay/{replay}/pause"],
  webhookReplayResume: ["POST", "/api/{storeCode}/webhook/replay/{replay}/resume"],
  webhookReplayCancel: ["POST", "/api/{storeCode}/webhook/replay/{replay}/cancel"],
  mageWebhookSubscriptionList: ["GET", "/v1/webhook-subscriptions"],
  mageWebhookSubscriptionCreate: ["POST", "/v1/webhook-subscriptions"],
  mageWebhookSubscriptionGet: ["GET", "/v1/webhook-subscriptions/{subscription}"],
  mageWebhookSubscriptionUpdate: ["PUT", "/v1/webhook-subscriptions/{subscription}"],
  mageWebhookSubscriptionDelete: ["DELETE", "/v1/webhook-subscriptions/{subscription}"],
  mageWebhookSubscriptionRotateSecret: ["POST", "/v1/webhook-subscriptions/{subscription}/rotate-secret"],
  rewardGetList: ["GET", "/api/{storeCode}/reward"],
  rewardPost: ["POST", "/api/{storeCode}/reward"],
  rewardGet: ["GET", "/api/{storeCode}/reward/{reward}"],
  rewardPut: ["PUT", "/api/{storeCode}/reward/{reward}"],
  rewardPostActivate: ["POST", "/api/{storeCode}/reward/{reward}/activate"],
  rewardPostDeactivate: ["POST", "/api/{storeCode}/reward/{reward}/deactivate"],
  couponGetList: ["GET", "/api/{storeCode}/reward/{reward}/coupon"],
  couponPost: ["POST", "/api/{storeCode}/reward/{reward}/coupon"],
  rewardPostBuy: ["POST", "/api/{storeCode}/reward/{reward}/buy"],
  _rewardGetMemberReward: ["GET", "/api/{storeCode}/member/{member}/reward"],
  redemptionGetList: ["GET", "/api/{storeCode}/redemption"],
  redemptionGet: ["GET", "/api/{storeCode}/redemption/{issuedReward}"],
  redemptionPostStatus: ["POST", "/api/{storeCode}/redemption/{issuedReward}/status"],
  redemptionGetStatusHistory: ["GET", "/api/{storeCode}/redemption/{issuedReward}/status/history"],
  redemptionPostCancel: ["POST", "/api/{storeCode}/redemption/{issuedReward}/cancel"],
  campaignGetList: ["GET", "/api/{storeCode}/campaign"],
  campaignPost: ["POST", "/api/{storeCode}/campaign"],
  campaignGet: ["GET", "/api/{storeCode}/campaign/{campaign}"],
  campaignPut: ["PUT", "/api/{storeCode}/campaign/{campaign}"],
  campaignPatch: ["PATCH", "/api/{storeCode}/campaign/{campaign}"],
  campaignDelete: ["DELETE", "/api/{storeCode}/campaign/{campaign}"],
  achievementGetList: ["GET", "/api/{storeCode}/achievement"],
  achievementPost: ["POST", "/api/{storeCode}/achievement"],
  achievementGet: ["GET", "/api/{storeCode}/achievement/{achievement}"],
  achievementPut: ["PUT", "/api/{storeCode}/achievement/{achievement}"],
  achievementPatch: ["PATCH", "/api/{storeCode}/achievement/{achievement}"],
  achievementMemberTriggers: ["GET", "/api/{storeCode}/achievement/trigger/member/{member}"],
  achievementProgressMember: ["GET", "/api/{storeCode}/member/{member}/achievement"],
  achievementProgressMemberPatch: ["PATCH", "/api/{storeCode}/member/{member}/achievement/{achievement}/progress"],
  customEventGetList: ["GET", "/api/{storeCode}/customEvent"],
  customEventPost: ["POST", "/api/{storeCode}/customEvent"],
  customEventSchemaGetList: ["GET", "/api/{storeCode}/customEvent/schema"],
  customEventSchemaPost: ["POST", "/api/{storeCode}/customEvent/schema"],
  customEventSchemaGet: ["GET", "/api/{storeCode}/customEvent/schema/{customEventSchema}"],
  customEventSchemaPut: ["PUT", "/api/{storeCode}/customEvent/schema/{customEventSchema}"],
  customEventSchemaActivePost: ["POST", "/api/{storeCode}/customEvent/schema/{customEventSchema}/active"],
  customEventGet: ["GET", "/api/{storeCode}/customEvent/{customEvent}"],
  healthCheckGet: ["GET", "/api/healthcheck"],
  healthLiveGet: ["GET", "/api/health/live"],
  healthReadyGet: ["GET", "/api/health/ready"],
  metricsGet: ["GET", "/api/metrics"],
  memberPostRegister: ["POST", "/api/{storeCode}/member/register"],
  memberPostActivateByToken: ["POST", "/api/{storeCode}/member/activate/{token}"],
  memberPostConfirmChange: ["POST", "/api/{storeCode}/member/confirm-change/{token}"],
  memberPostResendCode: ["POST", "/api/{storeCode}/member/resend-code"],
  memberPostPasswordResetRequest: ["POST", "/api/{storeCode}/member/password/reset/request"],
  memberPostPasswordReset: ["POST", "/api/{storeCode}/member/password/reset"],
  memberLoginCheck: ["POST", "/api/{storeCode}/member/login_check"],
  memberPostTokenRefresh: ["POST", "/api/{storeCode}/token/refresh"],
  memberGetTransferList: ["GET", "/api/{storeCode}/member/points"],
  memberPostTransfer: ["POST", "/api/{storeCode}/member/points"],
  memberGetCheck: ["GET", "/api/{storeCode}/member/check"],
  memberGetList: ["GET", "/api/{storeCode}/member"],
  memberPost: ["POST", "/api/{storeCode}/member"],
  memberPostActivate: ["POST", "/api/{storeCode}/member/{member}/activate"],
  memberPostDeactivate: ["POST", "/api/{storeCode}/member/{member}/deactivate"],
  memberPostSendCode: ["POST", "/api/{storeCode}/member/{member}/send-code"],
  memberPostTier: ["POST", "/api/{storeCode}/member/{member}/tier"],
  memberPostRemoveTier: ["POST", "/api/{storeCode}/member/{member}/remove-manually-level"],
  customAttributePut: ["PUT", "/api/{storeCode}/member/{member}/custom-attribute"],
  customAttributeDelete: ["DELETE", "/api/{storeCode}/member/{member}/custom-attribute"],
  memberPostSetPassword: ["POST", "/api/{storeCode}/member/{member}/password"],
  memberWalletGetList: ["GET", "/api/{storeCode}/member/{member}/wallet"],
  memberGetStatus: ["GET", "/api/{storeCode}/member/{member}/status"],
  memberGet: ["GET", "/api/{storeCode}/member/{member}"],
  memberPut: ["PUT", "/api/{storeCode}/member/{member}"],
  pointsGetTransferList: ["GET", "/api/{storeCode}/points"],
  pointsPostTransferAdd: ["POST", "/api/{storeCode}/points/add"],
  pointsPostTransferSpend: ["POST", "/api/{storeCode}/points/spend"],
  pointsPostTransferBlock: ["POST", "/api/{storeCode}/points/block"],
  adminPostTransfer: ["POST", "/api/{storeCode}/points/transfer"],
  pointsGetPointsTransfer: ["GET", "/api/{storeCode}/points/history"],
  pointsPostTransferActivate: ["POST", "/api/{storeCode}/points/{transfer}/activate"],
  pointsPostTransferCancel: ["POST", "/api/{storeCode}/points/{transfer}/cancel"],
  pointsPostTransferExpire: ["POST", "/api/{storeCode}/points/{transfer}/expire"],
  transferGet: ["GET", "/api/{storeCode}/points/{transfer}"],
  transactionGetList: ["GET", "/api/{storeCode}/transaction"],
  transactionPost: ["POST", "/api/{storeCode}/transaction"],
  transactionPostMemberAssign: ["POST", "/api/{storeCode}/transaction/assign"],
  transactionGet: ["GET", "/api/{storeCode}/transaction/{transaction}"],
  getTierSetList: ["GET", "/api/{storeCode}/tierSet"],
  tierSetPost: ["POST", "/api/{storeCode}/tierSet"],
  _getTierSetTiers: ["GET", "/api/{storeCode}/tierSet/{tierSet}/tiers"],
  tierPutList: ["PUT", "/api/{storeCode}/tierSet/{tierSet}/tiers"],
  tierSetGet: ["GET", "/api/{storeCode}/tierSet/{tierSet}"],
  _tierSetPut: ["PUT", "/api/{storeCode}/tierSet/{tierSet}"],
  _tierGetList: ["GET", "/api/{storeCode}/tier"],
  tierPost: ["POST", "/api/{storeCode}/tier/create"],
  tierPostActivate: ["POST", "/api/{storeCode}/tier/{tier}/activate"],
  _tierGet: ["GET", "/api/{storeCode}/tier/{tier}"],
  tierPut: ["PUT", "/api/{storeCode}/tier/{tier}"],
  tierDelete: ["DELETE", "/api/{storeCode}/tier/{tier}"],
  walletGet: ["GET", "/api/{storeCode}/wallet/{wallet}"],
  _walletTypeGetList: ["GET", "/api/{storeCode}/walletType"],
  _walletTypePost: ["POST", "/api/{storeCode}/walletType"],
  _walletTypeGet: ["GET", "/api/{storeCode}/walletType/{walletType}"],
  _walletTypePut: ["PUT", "/api/{storeCode}/walletType/{walletType}"],
  _importGetList: ["GET", "/api/{storeCode}/import"],
  _importItemGetList: ["GET", "/api/{storeCode}/import/{import}"],
  postImport: ["POST", "/api/{storeCode}/import/{import}"],
  importCancel: ["POST", "/api/{storeCode}/import/{import}/cancel"],
  settingsGetList: ["GET", "/api/{storeCode}/settings"],
  settingsPost: ["POST", "/api/{storeCode}/settings"],
  settingsPatch: ["PATCH", "/api/{storeCode}/settings"],
};
