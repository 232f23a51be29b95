"use client";

import { Button as ButtonPrimitive } from "@base-ui/react/button";
import type { ComponentProps } from "react";
import { type ButtonVariants, buttonVariants } from "./button-variants.ts";
import { cn } from "./cn.ts";
import { Link } from "./link.tsx";
import { Spinner } from "./spinner.tsx";

export type ButtonProps = Omit<ComponentProps<typeof ButtonPrimitive>, "className"> &
  ButtonVariants & {
    className?: string;
    /** Shows a spinner over the label and ignores presses; keyboard focus stays where it is. */
    loading?: boolean;
  };

export function Button({ variant, size, loading, disabled, className, children, ...props }: ButtonProps) {
  return (
    <ButtonPrimitive
      data-slot="button"
      type="button"
      disabled={disabled || loading}
      focusableWhenDisabled={loading}
      aria-busy={loading || undefined}
      className={cn(buttonVariants({ variant, size }), className)}
      {...props}
    >
      {loading && (
        <span className="absolute inset-0 grid place-items-center">
          <Spinner className="text-current!" />
        </span>
      )}
      {loading ? <span className="inline-flex items-center gap-1.5 opacity-0">{children}</span> : children}
    </ButtonPrimitive>
  );
}

export type ButtonLinkProps = ComponentProps<typeof Link> & ButtonVariants & { className?: string };

/** A link that looks like a button: it goes somewhere, so it stays an `<a>`. */
export function ButtonLink({ variant, size, className, ...props }: ButtonLinkProps) {
  return (
    <Link data-slot="button-link" className={cn(buttonVariants({ variant, size }), className)} {...props} />
  );
}
