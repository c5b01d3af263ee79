import type { Agent, TestApp } from './application';

/** Filter by collection name: which rows of it the role may see. `{}` is all of them. */
export interface ScopedRole {
  view: Record<string, object>;
  /** Collections of which the role may view all rows, but only these fields. */
  fields?: Record<string, string[]>;
  /** Role snippets; none of the administration by default. */
  snippets?: string[];
}

export interface Person {
  role: string;
  userId: number;
  agent: Agent;
}

let count = 0;

/** An individual permission shows the fields it lists and no others, the primary key included. */
function fieldNames(app: TestApp, collection: string): string[] {
  return [...app.db.getCollection(collection).fields.keys(), 'id', 'createdAt', 'updatedAt'];
}

/** Makes a role with `view` on the given collections, each limited to a filter or to fields, and a user in it. */
export async function createScopedRole(app: TestApp, { view, fields = {}, snippets }: ScopedRole): Promise<Person> {
  const role = `scoped${(count += 1)}`;
  const root = await app.asRoot();
  await root
    .post('/api/roles:create')
    .send({ name: role, title: role, snippets: snippets ?? ['!pm', '!pm.*', '!ui.*', '!app'] })
    .expect(200);
  const allow = (name: string, action: object) =>
    root
      .post(`/api/roles/${role}/dataSourceResources:create`)
      .send({ dataSourceKey: 'main', name, usingActionsConfig: true, actions: [{ name: 'view', ...action }] })
      .expect(200);
  for (const [name, shown] of Object.entries(fields)) await allow(name, { fields: shown });
  for (const [name, filter] of Object.entries(view)) {
    const scope = await root
      .post('/api/dataSources/main/rolesResourcesScopes:create')
      .send({ name: `${role} ${name}`, resourceName: name, scope: filter })
      .expect(200);
    await allow(name, { fields: fieldNames(app, name), scope: scope.body.data });
  }
  const user = await root
    .post('/api/users:create')
    .send({ username: role, email: `${role}@example.org`, password: `${role}-password`, roles: [role] })
    .expect(200);
  const userId = user.body.data.id as number;
  return { role, userId, agent: await app.as(userId, role) };
}
