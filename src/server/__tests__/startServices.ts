import { createTestApp, type TestApp } from '@community-crm/host/testing';
import { PACKAGE_NAME } from '../../common/names';
import type { PluginTelegramCommunity } from '../plugin';
import type { Services } from '../services';

/** A host on an empty database with the plugin in it, and the plugin's services. Whoever starts it closes `app`. */
export async function startServices(): Promise<{ app: TestApp; services: Services }> {
  const app = await createTestApp();
  const { services } = app.pm.get(PACKAGE_NAME) as PluginTelegramCommunity;
  return { app, services };
}
