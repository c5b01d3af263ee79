/**
 * Prepares a transaction on PostgreSQL for statements like ours: it does not compile them to machine code, which for long
 * expressions takes seconds and saves less, and sorts and joins in memory what it would do on the disk. A server that is set up to
 * use more memory keeps to that.
 *
 * @param memory megabytes that one sort or join may take
 * @param lasting whether the commit waits until the disk has it
 */
export function postgresSettings(memory: number, lasting = true): string {
  const bytes = memory * 1024 * 1024;
  const kept = `current_setting('work_mem')`;
  const settings = [
    `set_config('jit', 'off', true)`,
    `set_config('work_mem', CASE WHEN pg_size_bytes(${kept}) < ${bytes} THEN '${memory}MB' ELSE ${kept} END, true)`,
  ];
  if (!lasting) settings.push(`set_config('synchronous_commit', 'off', true)`);
  return `SELECT ${settings.join(', ')}`;
}
