"use client";

import { Combobox as ComboboxPrimitive } from "@base-ui/react/combobox";
import { ChevronsUpDown } from "lucide-react";
import { type Ref, useEffect, useState } from "react";
import { runAction } from "#components/console/run-action.ts";
import { cn } from "#components/ui/cn.ts";
import { comboboxTriggerClasses } from "#components/ui/combobox.tsx";
import type { ComboboxGroup, ComboboxOption } from "#components/ui/combobox-options.ts";
import { ComboboxPopup } from "#components/ui/combobox-popup.tsx";
import { findMembersAction } from "#lib/loyalty/members/actions.ts";
import { memberDetail, memberName } from "#lib/loyalty/members/core/name.ts";

type MemberPickerProps = {
  /** The member's id; "" is nobody yet. */
  value: string;
  onValueChange: (memberId: string) => void;
  /** Nobody can be chosen twice. */
  except?: string;
  id?: string;
  ref?: Ref<HTMLButtonElement>;
  onBlur?: () => void;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
};

/** Long enough for a word to be typed. */
const TYPING_MS = 200;

/** A member of the store, found by name, e-mail address, phone or card number while it is typed. */
export function MemberPicker({ value, onValueChange, except, ...trigger }: MemberPickerProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<ComboboxOption | null>(null);
  const { options, words } = useFoundMembers(text, isOpen, except);
  const groups: ComboboxGroup[] = options.length === 0 ? [] : [{ label: "", items: options }];
  return (
    <ComboboxPrimitive.Root<ComboboxOption, false, ComboboxOption | ComboboxGroup>
      items={groups}
      // The server has searched.
      filter={null}
      value={value === "" ? null : chosen}
      onValueChange={(next) => {
        setChosen(next);
        onValueChange(next?.value ?? "");
      }}
      open={isOpen}
      onOpenChange={setIsOpen}
      inputValue={text}
      onInputValueChange={setText}
      itemToStringLabel={(option) => option.label}
      isItemEqualToValue={(a, b) => a.value === b.value}
      autoHighlight
    >
      <ComboboxPrimitive.Trigger data-slot="combobox" {...trigger} className={comboboxTriggerClasses}>
        <span className={cn("truncate", value === "" && "text-muted")}>
          {value === "" ? "Choose a member…" : (chosen?.label ?? value)}
        </span>
        <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-muted" />
      </ComboboxPrimitive.Trigger>
      <ComboboxPopup label="Member" searchPlaceholder="Name, e-mail, phone or card…" emptyText={words} />
    </ComboboxPrimitive.Root>
  );
}

/** What the server finds, a moment after the last key. An answer that was overtaken is left out. */
function useFoundMembers(text: string, isOpen: boolean, except: string | undefined) {
  const [found, setFound] = useState<{ options: ComboboxOption[]; words: string }>({
    options: [],
    words: "Searching…",
  });
  useEffect(() => {
    if (!isOpen) return;
    let isOvertaken = false;
    const timer = setTimeout(async () => {
      const outcome = await runAction(() => findMembersAction({ text: text.trim().slice(0, 100) }));
      if (isOvertaken) return;
      if (!outcome.ok) return setFound({ options: [], words: outcome.error.message });
      const hits = (outcome.data ?? []).filter(({ customerId }) => customerId !== except);
      setFound({
        words: "No member is found.",
        options: hits.map((hit) => ({
          value: hit.customerId,
          label: memberName(hit),
          description: memberDetail(hit),
        })),
      });
    }, TYPING_MS);
    return () => {
      isOvertaken = true;
      clearTimeout(timer);
    };
  }, [text, isOpen, except]);
  return found;
}
