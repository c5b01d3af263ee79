import type { Database, Model } from '@nocobase/database';
import { PUSH_SNIPPET } from '../../common/names';

/** The part of the host that decides what a role may do. */
interface Host {
  db: Database;
  acl: { can(options: { role: string; resource: string; action: string }): unknown };
}

export interface PushingRole {
  name: string;
  title: string | null;
  /** Whether the role may push, by this permission or by a wider one. */
  allowed: boolean;
  /** Whether it has this very permission, so that it can be taken back. */
  granted: boolean;
}

export const mayPush = ({ acl }: Pick<Host, 'acl'>, role: string): boolean =>
  Boolean(acl.can({ role, resource: 'communityIngest', action: 'push' }));

/** Every role, and whether it may push. */
export async function pushingRoles(host: Host): Promise<PushingRole[]> {
  const roles: Model[] = await host.db.getRepository('roles').find({ sort: ['name'] });
  return roles.map((role) => {
    const name = String(role.get('name'));
    const snippets = snippetsOf(role.get('snippets'));
    const title = (role.get('title') as string | null) ?? null;
    return { name, title, allowed: mayPush(host, name), granted: snippets.includes(PUSH_SNIPPET) };
  });
}

/**
 * Gives a role the permission to push, or takes it back. The host keeps such permissions as names of snippets in the role;
 * ours lies outside `pm.*`, which roles without administration reject as a whole.
 */
export async function setPushing(db: Database, name: string, allowed: boolean): Promise<void> {
  const roles = db.getRepository('roles');
  const role = await roles.findOne({ filterByTk: name });
  if (!role) return;
  const others = snippetsOf(role.get('snippets')).filter((snippet) => snippet !== PUSH_SNIPPET);
  await roles.update({ filterByTk: name, values: { snippets: allowed ? [...others, PUSH_SNIPPET] : others } });
}

const snippetsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
