"use client";

import { Search, X } from "lucide-react";
import { useRef } from "react";
import { cn } from "./cn.ts";
import { Input, type InputProps } from "./input.tsx";

type SearchInputProps = Omit<InputProps, "value" | "onChange" | "icon" | "type"> & {
  value: string;
  onValueChange: (value: string) => void;
};

export function SearchInput({ value, onValueChange, className, ...props }: SearchInputProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <span className={cn("relative block w-full", className)}>
      <Input
        {...props}
        ref={input}
        type="search"
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
        icon={<Search />}
        className="[&_input]:pr-8 [&_input::-webkit-search-cancel-button]:hidden"
      />
      {value !== "" && (
        <button
          type="button"
          aria-label="Clear search"
          onClick={() => {
            onValueChange("");
            input.current?.focus();
          }}
          className="absolute inset-y-1 right-1 grid w-6 place-items-center rounded-sm text-muted hover:bg-hover hover:text-foreground"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </span>
  );
}
