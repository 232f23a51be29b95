import { cva, type VariantProps } from "class-variance-authority";

export const buttonVariants = cva(
  [
    "relative inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-md border border-transparent font-medium",
    "transition-colors duration-100 select-none",
    "disabled:opacity-50 data-disabled:opacity-50 aria-busy:opacity-80",
    "[&_svg]:pointer-events-none [&_svg]:shrink-0 [&_svg:not([class*='size-'])]:size-4",
  ],
  {
    variants: {
      variant: {
        primary: "bg-accent text-accent-foreground hover:bg-accent-hover",
        secondary:
          "border-border-strong bg-surface text-foreground hover:bg-hover data-popup-open:bg-hover [&_svg]:text-muted",
        ghost:
          "text-muted hover:bg-hover hover:text-foreground data-popup-open:bg-hover data-popup-open:text-foreground",
        danger: "bg-danger text-danger-foreground hover:bg-danger-hover",
        link: "h-auto! px-0! text-accent-text underline decoration-accent-border underline-offset-3 hover:decoration-current",
      },
      size: {
        sm: "h-7 px-2.5 text-xs",
        md: "h-8 px-3 text-sm",
        lg: "h-9 px-4 text-base",
        "icon-sm": "size-7",
        icon: "size-8",
      },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

export type ButtonVariants = VariantProps<typeof buttonVariants>;
