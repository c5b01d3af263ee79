import { Database } from '@nocobase/database';
import { Application, type ApplicationOptions } from '@nocobase/server';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import quietHost from '../quietHost.json';
import { HOST_PLUGINS, PLUGIN } from '../testing/plugins';

export { PLUGIN };

export interface StandaloneOptions {
  /** The repository, with the built plugin in `dist/`. */
  root: string;
  /** For everything that the host writes besides its database; exists. */
  folder: string;
  /** Connection options as the host's Database takes them. */
  database: Record<string, unknown>;
  /** Whether the database is empty and must be installed first. */
  install: boolean;
}

/**
 * Boots the host in this process the way its own command line does, with the few plugins that ours needs, for processes
 * that are measured or killed. One a process: it sets the environment.
 */
export async function bootStandalone({ root, folder, database, install }: StandaloneOptions): Promise<Application> {
  Object.assign(process.env, {
    ...quietHost,
    APP_KEY: 'standalone',
    NODE_MODULES_PATH: layNodeModules(root, folder),
    STORAGE_PATH: folder,
    PLUGIN_STORAGE_PATH: path.join(folder, 'plugins'),
    LOCAL_STORAGE_DEST: path.join(folder, 'uploads'),
    LOGGER_BASE_PATH: path.join(folder, 'logs'),
  });
  provideBuiltPlugin(root);
  const app = new QuietApplication({
    name: 'main',
    acl: true,
    registerActions: true,
    resourcer: { prefix: '/api' },
    logger: { system: { transports: ['file'] }, request: { transports: ['file'] } },
    plugins: [...HOST_PLUGINS, PLUGIN],
    database,
  } as unknown as ApplicationOptions);
  app.setMaxListeners(100);
  if (install) await app.runCommandThrowError('install', '-f');
  await app.runCommandThrowError('start');
  if (!app.pm.has(PLUGIN)) throw new Error(`${PLUGIN} did not load; is it built?`);
  return app;
}

class QuietApplication extends Application {
  protected override createDatabase(options: ApplicationOptions): Database {
    return new Database({
      ...(options.database as object),
      logging: false,
      logger: this.logger,
      migrator: { context: { app: this } },
    } as ConstructorParameters<typeof Database>[0]);
  }
}

/** Points the plugin's name at what was built. */
function provideBuiltPlugin(root: string): void {
  const loader = Module as unknown as { _resolveFilename(request: string, ...rest: unknown[]): string };
  const resolve = loader._resolveFilename;
  loader._resolveFilename = function (request: string, ...rest: unknown[]) {
    return request === PLUGIN ? path.join(root, 'dist/server/index.js') : resolve.call(this, request, ...rest);
  };
}

/** Where the host looks for the package.json of a plugin: its own packages, and ours. */
function layNodeModules(root: string, folder: string): string {
  const modules = path.join(folder, 'node_modules');
  mkdirSync(path.join(modules, PLUGIN), { recursive: true });
  try {
    symlinkSync(path.join(root, 'node_modules/@nocobase'), path.join(modules, '@nocobase'), 'junction');
  } catch (error) {
    // left by an earlier process on the same folder
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  writeFileSync(path.join(modules, PLUGIN, 'package.json'), JSON.stringify({ name: PLUGIN, version: '0.0.0' }));
  return modules;
}
