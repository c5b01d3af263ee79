import { boot } from './application';
import type { TestApp } from './application';
import { databaseServer, testDialect, uniqueName, type DatabaseOptions } from './databases';
import { DEFAULT_PLUGINS } from './plugins';
import { templateDatabase, templateFolder } from './template';

export { TestApp } from './application';
export type { Agent } from './application';
export { testDialect } from './databases';
export type { Dialect } from './databases';
export { DEFAULT_PLUGINS, HOST_PLUGINS, PLUGIN } from './plugins';
export type { Person, ScopedRole } from './roles';
export { waitFor } from './waitFor';

export interface TestAppOptions {
  /** Names of plugins in load order; by default what this repository's plugin needs, and the plugin. */
  plugins?: readonly string[];
  /** How the host names tables and columns, where not as usual; the application is installed anew then, which takes its time. */
  naming?: Pick<DatabaseOptions, 'underscored' | 'tablePrefix'>;
}

/**
 * A running application in this process, installed, on a database of its own in the dialect of TEST_DIALECT. Call `close()` in afterAll.
 *
 * @example
 * let app: TestApp;
 * beforeAll(async () => { app = await createTestApp(); });
 * afterAll(() => app.close());
 */
export async function createTestApp({ plugins = DEFAULT_PLUGINS, naming }: TestAppOptions = {}): Promise<TestApp> {
  const dialect = testDialect();
  const folder = templateFolder();
  const server = databaseServer(dialect, folder);
  const name = uniqueName();
  if (naming) await server.create(name);
  else await server.copy(await templateDatabase(dialect, plugins, folder), name);
  const options = { ...server.options(name), ...naming };
  return boot({ plugins, home: { options, discard: () => server.drop(name) }, install: naming !== undefined });
}

/** A second application on the database of one that was closed with `keepDatabase`: what a restarted process finds. */
export async function reopen(closed: TestApp, { plugins = DEFAULT_PLUGINS }: TestAppOptions = {}): Promise<TestApp> {
  return boot({ plugins, home: closed.home, install: false });
}
