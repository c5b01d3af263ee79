import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { dist } from './paths.mjs';

function filesBelow(folder) {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const at = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(at) : [at];
  });
}

const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`.padStart(11);

/** Prints every built file of the given folders of `dist` with its size, plain and compressed. */
export function printSizes(folders) {
  for (const file of folders.flatMap((folder) => filesBelow(path.join(dist, folder)))) {
    const content = fs.readFileSync(file);
    const name = path.relative(dist, file).split(path.sep).join('/');
    console.log(`${name.padEnd(52)}${kilobytes(content.length)}${kilobytes(zlib.gzipSync(content).length)} gzip`);
  }
}
