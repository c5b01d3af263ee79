import { createTestApp, PLUGIN } from '@community-crm/host/testing';
import type { TestApp } from '@community-crm/host/testing';

describe('the plugin of this repository, in an application made by the harness', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
  });
  afterAll(() => app?.close());

  it('is enabled and installed', async () => {
    expect(app.pm.get(PLUGIN)?.enabled).toBe(true);
    expect(await app.db.getRepository('communityKinds').count()).toBeGreaterThan(10);
  });
});
