import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { serverExternals } from './externals.mjs';
import { writeNotices } from './licences.mjs';
import { dist, root } from './paths.mjs';

/** Folders that the host reads file by file: each of their files must exist on its own. */
const READ_BY_FILE = ['collections', 'migrations', 'commands'];

/** Code that runs in threads of its own. */
const WORKERS = ['src/server/runs/importing/worker.ts', 'src/server/scoring/alive/worker.ts'];

const SWAGGER = 'src/swagger/index.ts';

/** Entry points relative to the root; empty while there is no server. */
export function serverEntries() {
  const entries = ['src/server/index.ts', SWAGGER, ...WORKERS].filter((file) => fs.existsSync(path.join(root, file)));
  for (const folder of READ_BY_FILE) {
    const at = path.join(root, 'src/server', folder);
    if (!fs.existsSync(at)) continue;
    for (const file of fs.readdirSync(at).sort()) {
      if (/^[^.]+\.ts$/.test(file)) entries.push(`src/server/${folder}/${file}`);
    }
  }
  return entries;
}

/** Builds the server into `dist/server` (and `dist/swagger`), third-party code and workspace packages inlined. */
export async function buildServer() {
  const entryPoints = serverEntries();
  for (const folder of ['server', 'swagger']) fs.rmSync(path.join(dist, folder), { recursive: true, force: true });
  if (!entryPoints.includes('src/server/index.ts'))
    throw new Error('src/server/index.ts is missing: nothing to build.');
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints,
    outbase: 'src',
    outdir: 'dist',
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: serverExternals,
    minify: false,
    legalComments: 'eof',
    metafile: true,
    logLevel: 'warning',
  });
  const inlined = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput ? [path.resolve(root, file)] : [])),
  );
  writeNotices(path.join(dist, 'server'), new Set(inlined));
}
