/** Ends the process with a clear sentence when Node is too old. Imports nothing and uses no new syntax, so that an old Node can read it. */
export function requireNode(major) {
  if (Number(process.versions.node.split('.')[0]) >= major) return;
  console.error('Node ' + major + ' or newer is needed; this is Node ' + process.versions.node + '.');
  process.exit(1);
}
