import { Database } from '@nocobase/database';
import { Application, AppSupervisor, Gateway } from '@nocobase/server';
import type { ApplicationOptions } from '@nocobase/server';
import supertest from 'supertest';
import type { DatabaseOptions } from './databases';
import { createScopedRole } from './roles';
import type { Person, ScopedRole } from './roles';

export type Agent = ReturnType<typeof supertest.agent>;

/** What a test has in hand: the host's application, plus sign-in and clean-up. */
export class TestApp extends Application {
  /** The database it runs on. */
  declare home: DatabaseHome;

  protected override createDatabase(options: ApplicationOptions): Database {
    const given = options.database as DatabaseOptions;
    const db = new Database({
      ...given,
      logging: false,
      logger: this.logger,
      migrator: { context: { app: this } },
    } as ConstructorParameters<typeof Database>[0]);
    db.setMaxListeners(100);
    return db;
  }

  /** Must be called at the end of every test file, else Jest never exits. `keepDatabase` leaves the database for another application. */
  async close({ keepDatabase = false } = {}): Promise<void> {
    await this.destroy();
    Gateway.getInstance().destroy();
    await AppSupervisor.getInstance().destroy();
    if (!keepDatabase) await this.home.discard();
  }

  /** Requests without a sign-in. */
  anonymous(): Agent {
    return supertest.agent(this.callback());
  }

  /** Requests signed in as a user, optionally in one of the user's roles. */
  async as(userId: number | string, role?: string): Promise<Agent> {
    const agent = supertest.agent(this.callback());
    agent.auth(await this.token(userId, role), { type: 'bearer' });
    agent.set('X-Authenticator', 'basic');
    if (role) agent.set('X-Role', role);
    return agent;
  }

  /** Requests signed in as the root user, who may do everything. */
  async asRoot(): Promise<Agent> {
    const root = await this.db.getRepository('users').findOne({ sort: ['id'] });
    return this.as(root.get('id') as number);
  }

  /** A new user in a new role that may view the given collections, each within a filter; signed in. */
  createScopedRole(scopes: ScopedRole): Promise<Person> {
    return createScopedRole(this, scopes);
  }

  private async token(userId: number | string, roleName?: string): Promise<string> {
    const { tokenController, jwt } = this.authManager;
    const { jti } = await tokenController.add({ userId: Number(userId) });
    const { tokenExpirationTime } = await tokenController.getConfig();
    const claims = { userId, temp: true, roleName, signInTime: Date.now() };
    return jwt.sign(claims, { jwtid: jti, expiresIn: Math.floor(tokenExpirationTime / 1000) });
  }
}

/** A test database: how to reach it and how to be rid of it. */
export interface DatabaseHome {
  options: DatabaseOptions;
  discard(): Promise<void>;
}

export interface BootOptions {
  plugins: readonly string[];
  home: DatabaseHome;
  /** Whether the database is empty and must be installed first. */
  install: boolean;
  /** Two live applications in one process need two names. */
  name?: string;
}

/** Boots an application on a database. Throws when a plugin did not load: the host itself only logs that. */
export async function boot({ plugins, home, install, name = 'main' }: BootOptions): Promise<TestApp> {
  Gateway.getInstance().reset();
  const app = new TestApp({
    name,
    acl: true,
    registerActions: true,
    resourcer: { prefix: '/api' },
    logger: { system: { transports: ['file'] }, request: { transports: ['file'] } },
    plugins: [...plugins],
    database: home.options,
  } as unknown as ApplicationOptions);
  app.home = home;
  app.setMaxListeners(100);
  try {
    if (install) await app.runCommandThrowError('install', '-f');
    await app.runCommandThrowError('start');
    for (const plugin of plugins) {
      if (!app.pm.has(plugin)) throw new Error(`Plugin ${plugin} did not load: ${await loadError(app, plugin)}`);
    }
    // a test that happens to run on the hour must not meet what begins on the hour
    app.cronJobManager.stop();
  } catch (error) {
    await app.close().catch(() => undefined);
    throw error;
  }
  return app;
}

/** Adds the plugin once more, this time to learn why it fails. */
async function loadError(app: TestApp, plugin: string): Promise<string> {
  try {
    await app.pm.addOrThrow(plugin);
    return 'unknown';
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}
