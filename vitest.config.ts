import { defineConfig } from "vitest/config";

/** What is waited for comes at once, or late on a machine that has something else to do as well. */
const POLL = { poll: { timeout: 20_000 } };

export default defineConfig({
  test: {
    reporters: ["default", "./lib/testing/faults/reporter.ts"],
    projects: [
      {
        test: {
          name: "unit",
          expect: POLL,
          include: [
            "app/**/*.test.ts",
            "lib/**/*.test.ts",
            "components/**/*.test.ts",
            "scripts/**/*.test.ts",
            "bench/**/*.test.ts",
          ],
          exclude: ["**/*.integration.test.ts", "**/*.process.test.ts", "**/*.fault.test.ts"],
          // Nothing here keeps state in modules, and much of it waits for sockets and timers more than it computes.
          isolate: false,
          maxWorkers: 4,
          // Projects with the same number of workers run side by side.
          sequence: { groupOrder: 0 },
          // Properties take thousands of steps, and a machine may have something else to do as well.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "integration",
          expect: POLL,
          include: ["{lib,app}/**/*.integration.test.ts"],
          globalSetup: ["lib/testing/global-setup.ts"],
          // To load the modules for each file anew costs more than the tests do. Each has its own database and services.
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 30_000,
          // They wait for retries and notices about as much as they compute.
          maxWorkers: 4,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: "processes",
          expect: POLL,
          include: ["{lib,app}/**/*.process.test.ts"],
          globalSetup: ["lib/testing/global-setup.ts"],
          // Whole processes start in them, several times, and a machine may have something else to do as well.
          testTimeout: 120_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: "faults",
          expect: POLL,
          include: ["lib/**/*.fault.test.ts"],
          globalSetup: ["lib/testing/global-setup.ts"],
          // They wait for leases and processes more than they compute.
          maxWorkers: 4,
          sequence: { groupOrder: 3 },
          testTimeout: 300_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
