import fs from 'node:fs';
import path from 'node:path';

/** Where systems that have one keep files in memory. */
const SHARED_MEMORY = '/dev/shm';
const ROOM = 4 * 1024 ** 3;

/**
 * A folder in memory for the files of tests that create thousands of small databases, as `variables` for their processes;
 * without enough room, or on a system that has no such folder, the usual place for temporary files stays.
 */
export function memoryFolder() {
  const nothing = { variables: {}, remove: () => undefined };
  if (!fs.existsSync(SHARED_MEMORY)) return nothing;
  try {
    const { bavail, bsize } = fs.statfsSync(SHARED_MEMORY);
    if (bavail * bsize < ROOM) return nothing;
    const folder = fs.mkdtempSync(path.join(SHARED_MEMORY, 'community-test-'));
    return { variables: { TMPDIR: folder }, remove: () => fs.rmSync(folder, { recursive: true, force: true }) };
  } catch {
    return nothing;
  }
}
