"use client";

import { usePathname } from "next/navigation";
import { ButtonLink } from "#components/ui/button.tsx";
import { HOME_HREF, sectionOf } from "./console-pages.ts";

/** From what is not there to the list that it would be in. */
export function SectionLink() {
  const section = sectionOf(usePathname());
  if (section === undefined) return <ButtonLink href={HOME_HREF}>Go to the start page</ButtonLink>;
  return <ButtonLink href={section.href}>{`Go to ${section.label.toLowerCase()}`}</ButtonLink>;
}
