import { become, ensureBuilt, ensureInstalled, fail } from "./core/project.mjs";

/** `npm start`: everything, from a fresh clone. With `-- --demo` there is a programme to look at. */
const given = process.argv.slice(2);
const unknown = given.find((argument) => argument !== "--demo");
if (unknown !== undefined) {
  fail(
    `There is no option ${unknown}: it is "npm start", or "npm start -- --demo" with a programme to look at.`,
  );
}
// npm keeps an option for itself that does not stand behind "--".
if (process.env.npm_config_demo !== undefined && given.length === 0) {
  fail('npm kept --demo for itself: it is "npm start -- --demo", with "--" before it.');
}
await ensureInstalled();
await ensureBuilt();
become("lib/setup/start-process.ts", given);
