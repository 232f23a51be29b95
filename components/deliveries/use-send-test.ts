"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { runAction } from "#components/console/run-action.ts";
import { checkTestDataAction, exampleDataAction, sendTestAction } from "#lib/deliveries/actions.ts";
import { testDataProblem } from "#lib/deliveries/core/test-data.ts";
import type { AttemptDto, AttemptResultDto } from "#lib/deliveries/schema.ts";

export type TestOutcome = { result: AttemptResultDto; attempt: AttemptDto | null };

/** After the last key: nobody is corrected in the middle of a word. */
const CHECK_DELAY_MS = 500;

/** The state of the test dialog: the event, what was typed, what is wrong with it, what came back. */
export function useSendTest(webhookId: string, firstEvent: string | null) {
  const router = useRouter();
  const [eventName, setEventName] = useState(firstEvent);
  const [dataJson, setDataJson] = useState("");
  const [isLoading, setIsLoading] = useState(false);
  const [isSending, setIsSending] = useState(false);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [eventProblem, setEventProblem] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<TestOutcome | null>(null);
  const [isTyped, setIsTyped] = useState(false);
  const [isFitting, setIsFitting] = useState(false);
  // Of two events chosen in quick succession the later one counts, whichever example arrives last.
  const wanted = useRef<string | null>(null);

  const chooseEvent = async (name: string | null) => {
    setEventName(name);
    setIsTyped(false);
    setIsFitting(false);
    setProblems([]);
    setEventProblem(null);
    wanted.current = name;
    if (name === null) return;
    setIsLoading(true);
    const loaded = await runAction(() => exampleDataAction({ eventName: name }));
    if (wanted.current !== name) return;
    setIsLoading(false);
    if (loaded.ok) setDataJson(loaded.data?.dataJson ?? "");
    else setFailure(loaded.error.message);
  };

  const changeData = (text: string) => {
    setDataJson(text);
    setIsTyped(true);
    // What was complained about is looked at again with each key.
    if (problems.length > 0) setProblems(problemsOf(text));
  };

  // What is typed is held against the event's schema, which only the server has.
  useEffect(() => {
    if (!isTyped || eventName === null) return;
    let isLate = false;
    setIsFitting(false);
    const timer = setTimeout(async () => {
      const found = problemsOf(dataJson);
      if (found.length > 0) {
        setProblems(found);
        return;
      }
      const checked = await runAction(() => checkTestDataAction({ eventName, dataJson }));
      if (isLate || !checked.ok) return;
      const violations = checked.data?.violations ?? [];
      setProblems(violations.map(placed));
      setIsFitting(violations.length === 0);
    }, CHECK_DELAY_MS);
    return () => {
      isLate = true;
      clearTimeout(timer);
    };
  }, [dataJson, eventName, isTyped]);

  const send = async () => {
    const found = problemsOf(dataJson);
    setProblems(found);
    setEventProblem(eventName === null ? "Choose an event." : null);
    setFailure(null);
    if (found.length > 0 || eventName === null) return;
    setIsSending(true);
    setOutcome(null);
    const sent = await runAction(() => sendTestAction({ webhookId, eventName, dataJson }));
    setIsSending(false);
    if (sent.ok) {
      setOutcome(sent.data ?? null);
      router.refresh();
      return;
    }
    const { violations, message } = sent.error;
    if (violations.length === 0) {
      setFailure(message);
      return;
    }
    setEventProblem(violations.find(({ path }) => path === "eventName")?.message ?? null);
    setProblems(violations.filter(({ path }) => path !== "eventName").map(placed));
  };

  return {
    eventName,
    dataJson,
    isLoading,
    isSending,
    problems,
    isFitting,
    eventProblem,
    failure,
    outcome,
    chooseEvent,
    changeData,
    checkData: () => setProblems((current) => (current.length > 0 ? current : problemsOf(dataJson))),
    send,
  };
}

function problemsOf(text: string): readonly string[] {
  const problem = testDataProblem(text);
  return problem === null ? [] : [problem];
}

/** "data.customer.email" is, to somebody who edits the data, "customer.email". */
function placed({ path, message }: { path: string; message: string }): string {
  const place = path.replace(/^data\.?/, "");
  return place === "" ? message : `${place}: ${message}`;
}
