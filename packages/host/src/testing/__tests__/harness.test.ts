import { createTestApp, HOST_PLUGINS, reopen, testDialect, waitFor } from '@community-crm/host/testing';
import type { TestApp } from '@community-crm/host/testing';

const plugins = [...HOST_PLUGINS, '@community-crm/plugin-toy'];

describe('an application made by the harness', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await createTestApp({ plugins });
    await app.db.getRepository('toyMembers').create({
      values: [
        { handle: 'ann', city: 'Riga' },
        { handle: 'bob', city: 'Oslo' },
      ],
    });
  });
  afterAll(() => app.close());

  it('runs on a database of the asked dialect', () => {
    expect(app.db.options.dialect).toBe(testDialect());
  });

  it('loads the collections of a plugin from its TypeScript source', () => {
    expect(app.db.hasCollection('toyMembers')).toBe(true);
  });

  it('signs a user in by password', async () => {
    const answer = await app
      .anonymous()
      .post('/api/auth:signIn')
      .set('X-Authenticator', 'basic')
      .send({ account: 'admin@nocobase.com', password: 'admin123' });
    expect(answer.status).toBe(200);
    expect(answer.body.data.token).toEqual(expect.any(String));
  });

  it('lets root do what it asks, and answers a bad request with its reason', async () => {
    const root = await app.asRoot();
    const answer = await root.post('/api/toyActions:shout').send({ word: 'hello' });
    expect(answer.body.data).toEqual({ word: 'HELLO' });
    const refused = await root.post('/api/toyActions:shout').send({});
    expect(refused.status).toBe(400);
    expect(refused.body.errors[0].message).toBe('A word is needed');
  });

  it('asks a stranger to sign in', async () => {
    const answer = await app.anonymous().get('/api/toyMembers:list');
    expect(answer.status).toBe(401);
  });

  it('shows a scoped role only the rows of its scope', async () => {
    const { agent } = await app.createScopedRole({ view: { toyMembers: { city: 'Riga' } } });
    const answer = await agent.get('/api/toyMembers:list');
    expect(answer.status).toBe(200);
    expect(answer.body.data.map((row: { handle: string }) => row.handle)).toEqual(['ann']);
    expect((await agent.post('/api/toyMembers:create').send({ handle: 'eve' })).status).toBe(403);
    expect((await agent.post('/api/toyActions:shout').send({ word: 'x' })).status).toBe(403);
  });

  it('gives each application a database of its own', async () => {
    await app.close();
    app = await createTestApp({ plugins });
    expect(await app.db.getRepository('toyMembers').count()).toBe(0);
  });

  it('finds its rows again after a restart in place and in a new application', async () => {
    await app.db.getRepository('toyMembers').create({ values: { handle: 'kept' } });
    await app.restart();
    expect(await app.db.getRepository('toyMembers').count()).toBe(1);
    await app.close({ keepDatabase: true });
    app = await reopen(app, { plugins });
    expect(await app.db.getRepository('toyMembers').count()).toBe(1);
  });
});

describe('a plugin that cannot be loaded', () => {
  it('fails the boot and names the plugin', async () => {
    await expect(createTestApp({ plugins: [...HOST_PLUGINS, '@community-crm/plugin-absent'] })).rejects.toThrow(
      /plugin-absent/,
    );
  });
});

describe('waitFor', () => {
  it('returns the first truthy answer', async () => {
    let asked = 0;
    expect(await waitFor(() => (asked += 1) > 2 && 'here')).toBe('here');
  });

  it('gives up with the time it waited', async () => {
    await expect(waitFor(() => false, 30)).rejects.toThrow('30 ms');
  });
});
