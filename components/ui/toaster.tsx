"use client";

import dynamic from "next/dynamic";

/** Where messages of what happened appear (`toast.ts`): loaded when the page stands, for there are none before. */
export const Toaster = dynamic(() => import("./toaster-view.tsx").then(({ ToasterView }) => ToasterView), {
  ssr: false,
});
