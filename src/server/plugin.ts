import { Plugin, isTransient, serving } from '@nocobase/server';
import { CommunityZone } from '@community-crm/community-model';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { PACKAGE_NAME, SETTINGS_SNIPPET } from '../common/names';
import { provideCommand } from './cli/command';
import { registerCollections, seed, tuneDatabase } from './install';
import { checkAction, connectionGuard, onConnectionsChanged } from './intake/telegram';
import { protectComputed } from './permissions/readOnly';
import { analyticsActions, importsActions, lifecycleActions, settingsActions } from './resources';
import { createServices, type Services } from './services';

/** Background work runs in processes that serve this key; see the host's WORKER_MODE. */
const WORK = 'telegram-community:work';

/** Wires the pipeline to the host. */
export class PluginTelegramCommunity extends Plugin {
  declare services: Services;
  /** Whether this process does background work. */
  private working = false;

  /** Called by the host before it reads its command line. */
  static async staticImport(): Promise<void> {
    provideCommand();
  }

  override async load(): Promise<void> {
    this.services = createServices(this.app);
    this.defineResources();
    this.defineConnections();
    this.definePermissions();
    this.app.on('afterStart', () => this.startWork());
    this.app.on('beforeStop', () => this.stopWork());
  }

  override async install(): Promise<void> {
    const { store, settings, now } = this.services;
    await registerCollections(this.db);
    await tuneDatabase(store);
    await settings.install(installZone(), randomBytes(32).toString('hex'));
    const zone = await settings.zone();
    await seed(this.db, {
      chinese: (process.env.INIT_APP_LANG ?? '').startsWith('zh'),
      today: zone.dayNumber(now()),
    });
  }

  override async upgrade(): Promise<void> {
    await this.install();
  }

  private defineResources(): void {
    const { store, ledger, settings, worker, schedule, folder } = this.services;
    const wake = () => worker.wake();
    const define = (name: string, actions: object) =>
      this.app.resourceManager.define({ name, only: Object.keys(actions), actions: { ...actions } });
    define('communityAnalytics', analyticsActions({ store, ledger, settings }));
    define('communityLifecycle', lifecycleActions({ ledger, wake }));
    define('communityImports', importsActions({ ledger, wake, folder: path.join(folder, 'uploads') }));
    define('communitySettings', settingsActions({ settings, onChange: () => schedule.arm() }));
  }

  private defineConnections(): void {
    const { live, now } = this.services;
    // before sign-in is checked: even a refused request must not leave a token in the log
    this.app.resourceManager.use(connectionGuard(this.app.aesEncryptor, PACKAGE_NAME), {
      tag: 'communityConnections',
      before: 'auth',
    });
    this.app.resourceManager.registerActionHandlers({
      'communityConnections:check': checkAction({ ...live, now }, PACKAGE_NAME),
    });
    onConnectionsChanged(this.db, () => {
      if (this.working) void live.intake.sync();
    });
  }

  private definePermissions(): void {
    this.app.resourceManager.use(protectComputed, { tag: 'communityReadOnly', after: 'acl' });
    // each of these checks the caller's rights on members and groups itself
    this.app.acl.allow('communityAnalytics', ['heatmap', 'rhythm', 'overlap', 'lifecycle'], 'loggedIn');
    this.app.acl.registerSnippet({
      name: SETTINGS_SNIPPET,
      actions: [
        'communitySettings:*',
        'communityImports:*',
        'communityLifecycle:*',
        'communityRuns:list',
        'communityRuns:get',
        'communityConnections:*',
      ],
    });
  }

  private async startWork(): Promise<void> {
    if (!serving(WORK) || isTransient()) return;
    const { schedule, worker, live } = this.services;
    this.working = true;
    await schedule.arm();
    worker.start();
    await live.intake.start();
  }

  private async stopWork(): Promise<void> {
    if (!this.working) return;
    const { schedule, worker, live } = this.services;
    this.working = false;
    schedule.disarm();
    await live.intake.stop();
    await live.keeper.stop();
    await worker.stop();
  }
}

/** The community's calendar for a new installation: as configured, else that of the machine. */
function installZone(): string {
  const name = process.env.COMMUNITY_TIME_ZONE || Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
  return new CommunityZone(name).name;
}

export default PluginTelegramCommunity;
