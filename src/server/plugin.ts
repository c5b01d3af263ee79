import { Plugin, isTransient, serving } from '@nocobase/server';
import { CommunityZone } from '@community-crm/community-model';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { PACKAGE_NAME } from '../common/names';
import { defineAccess } from './access';
import { defineLabels } from './labels';
import { provideCommand } from './cli/command';
import { registerCollections, seed, tuneDatabase } from './install';
import { endGaps, troublesAction } from './intake/coverage';
import {
  checkAction,
  connectionGuard,
  failedUpdatesActions,
  keepWebhookBody,
  onConnectionRemoved,
  onConnectionsChanged,
  webhookActions,
  webhookPath,
} from './intake/telegram';
import { onMappingsChanged, type MappingSync } from './intake/mapping';
import { keepVersions, onMembersEdited } from './lifecycle';
import {
  analyticsActions,
  cancelRunActions,
  catalogueActions,
  explainBody,
  explainScoreAction,
  importsActions,
  ingestActions,
  kindGuard,
  lifecycleActions,
  lifecycleAnalyticsActions,
  mappingGuard,
  mergesActions,
  ruleGuard,
  setStageActions,
  taggingActions,
  scoringActions,
  settingsActions,
  sourcesActions,
  stageGuard,
} from './resources';
import { createServices, type Services } from './services';
import { registerWorkflow, workflowActions } from './workflow';

/** Background work runs in processes that serve this key; see the host's WORKER_MODE. */
const WORK = 'telegram-community:work';

/** How long a stop waits for counting that is under way, milliseconds; it goes on after the next start. */
const STOP_WITHIN = 5_000;

/** Wires the pipeline to the host. */
export class PluginTelegramCommunity extends Plugin {
  declare services: Services;
  /** Whether this process does background work. */
  private working = false;
  private following: MappingSync | null = null;
  private queueing: Promise<unknown> = Promise.resolve();

  /** Called by the host before it reads its command line. */
  static async staticImport(): Promise<void> {
    provideCommand();
  }

  override async load(): Promise<void> {
    this.services = createServices(this.app);
    this.defineResources();
    this.defineConnections();
    this.defineSources();
    await this.defineWorkflow();
    defineLabels(this.app, this.services);
    defineAccess(this.app);
    this.app.use(
      explainBody(
        () => this.app.localeManager,
        () => process.env.REQUEST_BODY_LIMIT || '10mb',
      ),
      {
        tag: 'communityIngestBody',
        before: 'bodyParser',
      },
    );
    this.app.on('afterStart', () => this.startWork());
    this.app.on('beforeStop', () => this.stopWork());
    // records change in every process that answers requests, whether it does background work or not
    this.app.on('afterStart', () => (isTransient() ? undefined : this.following?.start()));
    this.app.on('beforeStop', () => this.following?.stop());
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
      memory: settings,
    });
  }

  override async upgrade(): Promise<void> {
    await this.install();
  }

  private defineResources(): void {
    const { store, gate, ledger, settings, worker, folder, foreign, now } = this.services;
    const wake = () => worker.wake();
    const define = (name: string, actions: object) =>
      this.app.resourceManager.define({ name, only: Object.keys(actions), actions: { ...actions } });
    define('communityAnalytics', {
      ...analyticsActions({ store, ledger, settings, now }),
      ...lifecycleAnalyticsActions({ store, ledger, settings, now }),
      explainScore: explainScoreAction({ store, ledger, settings, now }),
    });
    define('communityScoring', scoringActions({ store, gate, ledger, settings, wake, now }));
    define('communityLifecycle', {
      ...lifecycleActions({ store, gate, settings, now, ledger, wake }),
      ...setStageActions({ store, gate, now, onChanged: () => this.services.stageCourier.wake() }),
      ...cancelRunActions({ ledger, worker, now }),
      ...catalogueActions({ store }),
    });
    define('communityTagging', taggingActions({ store, gate, onChanged: () => this.services.liveLabels.soon() }));
    define('communityImports', importsActions({ ledger, wake, folder: path.join(folder, 'uploads') }));
    const relabel = async () => {
      await ledger.enqueue('labels');
      wake();
    };
    define('communityMerges', mergesActions({ store, gate, now, onChange: relabel }));
    keepVersions(this.db, now);
    onMembersEdited(this.db, store, () => this.services.liveLabels.soon());
    this.app.resourceManager.use(ruleGuard(store, relabel), { tag: 'communityRules', after: 'acl' });
    this.app.resourceManager.use(stageGuard(store, relabel), { tag: 'communityStages', after: 'acl' });
    define(
      'communityIngest',
      ingestActions({ store, settings, sink: foreign, now, onWritten: () => this.countSoon() }),
    );
    define('communitySettings', settingsActions({ settings, onChange: () => this.followSettings() }));
  }

  private defineConnections(): void {
    const { live, store, gate, now } = this.services;
    // before sign-in is checked: even a refused request must not leave a token in the log
    this.app.resourceManager.use(connectionGuard(this.app.aesEncryptor, PACKAGE_NAME), {
      tag: 'communityConnections',
      before: 'auth',
    });
    this.app.resourceManager.registerActionHandlers({
      'communityConnections:check': checkAction({ ...live, now }, PACKAGE_NAME),
      ...troublesAction(store),
      ...failedUpdatesActions({ ...live, gate, wake: () => live.intake.wake() }, PACKAGE_NAME),
    });
    const apiPrefix = this.app.resourceManager.options.prefix ?? '/api';
    this.app.use(keepWebhookBody(webhookPath(apiPrefix)), { tag: 'communityWebhooks', before: 'bodyParser' });
    const receiving = webhookActions({ ...live, now });
    this.app.resourceManager.define({ name: 'communityWebhooks', only: ['receive'], actions: { ...receiving } });
    this.app.acl.allow('communityWebhooks', 'receive', 'public');
    live.farewells.watch();
    onConnectionRemoved(this.db, (id, transaction) => endGaps(store, id, now(), transaction));
    onConnectionsChanged(this.db, () => {
      live.doorkeeper.forget();
      if (this.working) void live.intake.sync();
    });
  }

  private async followSettings(): Promise<void> {
    const { schedule, live } = this.services;
    await schedule.arm();
    if (this.working) void live.webhooks.sync();
    // whoever turns off that texts are stored wants them gone now
    void live.tidy().catch((error: unknown) => this.app.logger.error(`community: ${String(error)}`));
  }

  private defineSources(): void {
    const { store, mapped, worker } = this.services;
    const wake = () => worker.wake();
    const actions = sourcesActions({ store, reconcile: mapped.reconcile, wake });
    this.app.resourceManager.define({ name: 'communitySources', only: Object.keys(actions), actions: { ...actions } });
    this.app.resourceManager.use(mappingGuard(store), { tag: 'communityMappings', after: 'acl' });
    this.app.resourceManager.use(kindGuard(store), { tag: 'communityKinds', after: 'acl' });
    const following = mapped.follow(() => this.countSoon(), wake);
    this.following = following;
    onMappingsChanged(this.db, async (mappingId) => {
      await following.reload();
      await mapped.reconcile(mappingId);
      wake();
    });
  }

  private async defineWorkflow(): Promise<void> {
    const { live, syncs, triggers, classifyJobs, refreshJobs, store, gate, now } = this.services;
    const actions = workflowActions({ connections: live.connections, roster: syncs.comparesRosters });
    this.app.resourceManager.define({ name: 'communityWorkflow', only: Object.keys(actions), actions: { ...actions } });
    await registerWorkflow(this.app, {
      jobs: syncs,
      classifyJobs,
      ...{ refreshJobs, tagging: { store, gate } },
      now,
      newestActivity: () => triggers.queue.newestActivity(),
    });
  }

  /** Counts what was just written: here when this process does background work, else where that is done. */
  private countSoon(): void {
    const { counting, ledger, log } = this.services;
    if (this.working) return counting.ask();
    this.queueing = ledger
      .waiting('facts', {})
      .then((id) => id ?? ledger.enqueue('facts'))
      .catch((error: unknown) => log.error(`community facts: ${String(error)}`));
  }

  private async startWork(): Promise<void> {
    if (!serving(WORK) || isTransient()) return;
    const { owner, schedule, worker, live, nightly, triggers, syncs, stageCourier, classifyJobs } = this.services;
    this.working = true;
    owner.enter();
    this.services.counting.start();
    this.services.counting.ask();
    await schedule.arm();
    await nightly.arm();
    worker.start();
    await live.requeue();
    await live.intake.start();
    live.coverage.start();
    this.services.liveLabels.start();
    triggers.courier.start();
    stageCourier.start();
    classifyJobs.start();
    this.services.labelWork.start();
    syncs.start();
    await this.services.demo.start();
  }

  private async stopWork(): Promise<void> {
    if (!this.working) return;
    const { owner, facts, schedule, worker, live, nightly, triggers, syncs, stageCourier, classifyJobs } =
      this.services;
    await this.services.demo.stop();
    this.working = false;
    await syncs.stop();
    await triggers.courier.stop();
    await stageCourier.stop();
    await classifyJobs.stop();
    await this.services.labelWork.stop();
    schedule.disarm();
    nightly.disarm();
    await this.queueing;
    this.services.counting.stop();
    await this.services.liveLabels.stop();
    await live.coverage.stop();
    await live.intake.stop();
    await live.keeper.stop();
    await worker.stop();
    await facts.settled(STOP_WITHIN);
    owner.retire();
  }
}

/** The community's calendar for a new installation: as configured, else that of the machine. */
function installZone(): string {
  const name = process.env.COMMUNITY_TIME_ZONE || Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
  return new CommunityZone(name).name;
}

export default PluginTelegramCommunity;
