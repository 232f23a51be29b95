import { type Services, webServices } from "#lib/platform/runtime.ts";
import { TEST_APP_SECRET } from "./database.ts";

export type TestWebServices = {
  services: Services;
  /** Closes them. The next file of tests in this process gets its own. */
  stop(): Promise<void>;
};

/** What handlers called without a web process find as its services, on a database of the test's own. */
export function startWebServices(connectionString: string): TestWebServices {
  process.env.DATABASE_URL = connectionString;
  process.env.APP_SECRET = TEST_APP_SECRET;
  process.env.LOG_LEVEL = "silent";
  const services = webServices();
  return {
    services,
    async stop() {
      Reflect.deleteProperty(globalThis, "pointhookServices");
      await services.db.close();
    },
  };
}
