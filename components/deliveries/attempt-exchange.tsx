"use client";

import { Alert } from "#components/ui/alert.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import type { AttemptDto } from "#lib/deliveries/schema.ts";
import { statusTone } from "./answer.tsx";
import { BodyBlock } from "./body-block.tsx";
import { curlCommand, hasHiddenValues } from "./curl-command.ts";
import { HeaderLines } from "./header-lines.tsx";

type AttemptExchangeProps = {
  attempt: AttemptDto;
  /** Which side is shown first; without it the response where there is one. */
  defaultTab?: "request" | "response";
};

/** Both sides of one attempt: what was sent, and what came back. */
export function AttemptExchange({ attempt, defaultTab }: AttemptExchangeProps) {
  const { number, response } = attempt;
  return (
    <Tabs
      label={`Attempt ${number}`}
      defaultValue={defaultTab ?? (response === null ? "request" : "response")}
      panelClassName="pt-3"
      items={[
        { value: "request", label: "Request", content: <RequestSide attempt={attempt} /> },
        {
          value: "response",
          label: (
            <>
              Response
              {response && (
                <Badge mono tone={statusTone(response.statusCode)}>
                  {response.statusCode}
                </Badge>
              )}
            </>
          ),
          content: <ResponseSide response={response} />,
        },
      ]}
    />
  );
}

function RequestSide({ attempt: { request } }: { attempt: AttemptDto }) {
  const curl = curlCommand(request);
  if (request.headers.length === 0) return <p className="text-muted">Nothing was sent.</p>;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="flex min-w-0 items-center gap-2">
          <Badge mono>{request.method}</Badge>
          <code className="min-w-0 font-mono text-xs [overflow-wrap:anywhere]">{request.url}</code>
          <CopyButton text={request.url} label="Copy URL" className="size-6 shrink-0" />
        </p>
        {curl !== null && <CopyButton text={curl} label="Copy as curl" showLabel />}
      </div>
      <HeaderLines label="Request headers" headers={request.headers} />
      {request.body === null ? (
        <Alert>
          The body can no longer be rebuilt exactly: its event was changed or is past the retention.
        </Alert>
      ) : (
        <BodyBlock title="Request body" body={request.body} meta={byteSize(request.body)} />
      )}
      {curl !== null && (
        <p className="text-xs text-muted">
          The curl command repeats this request byte for byte
          {hasHiddenValues(request.headers) && ", with hidden header values left for you to fill in"}. Its
          signature has the time of this attempt: careful receivers refuse it after a few minutes.
        </p>
      )}
    </div>
  );
}

function ResponseSide({ response }: { response: AttemptDto["response"] }) {
  if (response === null) return <p className="text-muted">The receiver sent no answer.</p>;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <HeaderLines label="Response headers" headers={response.headers} />
      {response.body === "" ? (
        <p className="text-muted">The answer has no body.</p>
      ) : (
        <BodyBlock title="Response body" body={response.body} meta={byteSize(response.body)} />
      )}
      {response.truncated && (
        <p className="flex items-center gap-2 text-xs text-muted">
          <Badge tone="warning">Cut after 16 KiB</Badge>
          The answer was longer; the rest was not read.
        </p>
      )}
    </div>
  );
}

function byteSize(text: string): string {
  const bytes = new TextEncoder().encode(text).length;
  return bytes < 1024 ? `${bytes} B` : `${(bytes / 1024).toFixed(1)} KiB`;
}
