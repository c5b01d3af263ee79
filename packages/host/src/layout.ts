import path from 'node:path';

/** Where everything of one host lies. All paths are absolute. */
export interface HostLayout {
  /** The checkout: its node_modules hold the host's own packages. */
  root: string;
  /** Working directory of the host's command line. */
  directory: string;
  /** The host's storage: plugins, logs, uploads, database. */
  storage: string;
  /**
   * Where the host looks packages up by path: a link to its own packages, and links to installed plugins. It is not called node_modules, so that
   * code required from there still finds the one copy of every library in the checkout, and two hosts never share a plugin.
   */
  packages: string;
  /** The embedded database, unless the environment names another one. */
  database: string;
  /** What was done so far, so that an interrupted start goes on where it stopped. */
  journal: string;
}

/**
 * Lays out a host in `storage/<name>` of the checkout: `host` is the one of `npm start`, other names are for tests and benchmarks. It has to lie
 * inside the checkout, because the host's libraries are found by walking up to its node_modules.
 */
export function hostLayout(root: string, name = 'host'): HostLayout {
  const directory = path.join(root, 'storage', name);
  return {
    root,
    directory,
    storage: path.join(directory, 'storage'),
    packages: path.join(directory, 'packages'),
    database: path.join(directory, 'storage', 'db', 'nocobase.sqlite'),
    journal: path.join(directory, 'journal.json'),
  };
}
