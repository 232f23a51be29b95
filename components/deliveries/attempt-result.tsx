import { Alert } from "#components/ui/alert.tsx";
import { Duration } from "#components/ui/duration.tsx";
import type { AttemptResultDto } from "#lib/deliveries/schema.ts";
import { Answer } from "./answer.tsx";
import { errorExplanation } from "./error-words.ts";

const PREVIEW_CHARS = 400;

/** What an attempt by hand brought, at once and in words. */
export function AttemptResult({ result, noun }: { result: AttemptResultDto; noun: string }) {
  const isSuccess = result.errorCode === null;
  const body = result.responseBody ?? "";
  return (
    <Alert
      live
      tone={isSuccess ? "success" : "danger"}
      title={isSuccess ? `The ${noun} was delivered` : `The ${noun} failed`}
    >
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Answer statusCode={result.statusCode} errorCode={result.errorCode} />
        <span className="text-muted">
          in <Duration ms={result.durationMs} />
        </span>
      </p>
      {result.errorCode !== null && <p className="mt-1">{errorExplanation(result.errorCode)}</p>}
      {body !== "" && (
        <pre className="mt-2 max-h-24 overflow-hidden font-mono text-xs whitespace-pre-wrap text-muted [overflow-wrap:anywhere]">
          {body.slice(0, PREVIEW_CHARS)}
          {body.length > PREVIEW_CHARS && "…"}
        </pre>
      )}
    </Alert>
  );
}
