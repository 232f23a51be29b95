import { Badge } from "#components/ui/badge.tsx";
import { cn } from "#components/ui/cn.ts";
import { Explained } from "#components/ui/explained.tsx";
import type { Tone } from "#components/ui/tones.ts";
import { errorWords } from "./error-words.ts";
import { answerMeaning } from "./meanings.ts";

type AnswerProps = {
  statusCode: number | null;
  errorCode: string | null;
  className?: string;
  /** It can be pressed to learn what it means. Not inside a button. */
  isExplained?: boolean;
};

/** What came back: the status code, the error in words, or both where an answer was broken off. */
export function Answer({ statusCode, errorCode, className, isExplained = false }: AnswerProps) {
  if (statusCode === null && errorCode === null) return <span className="text-muted">–</span>;
  const answer = (
    <span className={cn("inline-flex max-w-full min-w-0 items-center gap-1.5", className)}>
      {statusCode !== null && (
        <Badge mono tone={statusTone(statusCode)}>
          {statusCode}
        </Badge>
      )}
      {statusCode !== null && " "}
      {errorCode !== null && (
        <span
          title={errorWords(errorCode)}
          className={cn("truncate", statusCode === null && "text-danger-text")}
        >
          {errorWords(errorCode)}
        </span>
      )}
    </span>
  );
  if (!isExplained) return answer;
  const words = errorCode === null ? "" : errorWords(errorCode);
  return (
    <Explained
      term={statusCode === null ? words : `${statusCode} ${words}`.trim()}
      meaning={answerMeaning(statusCode, errorCode)}
    >
      {answer}
    </Explained>
  );
}

export function statusTone(statusCode: number): Tone {
  if (statusCode >= 200 && statusCode <= 299) return "success";
  return statusCode >= 500 || statusCode < 200 ? "danger" : "warning";
}
