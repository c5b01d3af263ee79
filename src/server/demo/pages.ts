import type { Database } from '@nocobase/database';
import { groupsPage, membersPage, overviewPage, segmentsPage } from './pageTrees';

/** One demonstration page. */
export interface DemoPage {
  key: string;
  /** A text that the host translates for each reader. */
  title: string;
  icon: string;
  /** The grid with its blocks, in the host's flow model format. */
  grid: Record<string, unknown>;
}

interface FlowModels {
  upsertModel(tree: Record<string, unknown>): Promise<unknown>;
}

const uid = (page: string, part: string): string => `community_${page}_${part}`;

/**
 * Makes the demonstration pages, or renews them: every id is fixed, so a second call changes nothing that an operator has
 * added elsewhere.
 */
export async function createDemoPages(db: Database): Promise<string[]> {
  const made: string[] = [];
  for (const page of [overviewPage(), membersPage(), segmentsPage(), groupsPage()]) {
    await createRoute(db, page);
    await (db.getRepository('flowModels') as unknown as FlowModels).upsertModel({
      ...page.grid,
      uid: uid(page.key, 'grid'),
      parentId: uid(page.key, 'tab'),
      subKey: 'grid',
      subType: 'object',
    });
    made.push(uid(page.key, 'page'));
  }
  return made;
}

async function createRoute(db: Database, page: DemoPage): Promise<void> {
  const routes = db.getRepository('desktopRoutes');
  const schemaUid = uid(page.key, 'page');
  if (await routes.findOne({ filter: { schemaUid } })) return;
  // a page is listed only when it belongs to a layout; the host's HTTP action adds this one, its repository does not
  const layouts = db.getCollection('uiLayouts') ? { uiLayouts: ['admin-layout-model'] } : {};
  await routes.create({
    values: {
      ...layouts,
      type: 'flowPage',
      title: page.title,
      icon: page.icon,
      schemaUid,
      menuSchemaUid: uid(page.key, 'menu'),
      enableTabs: false,
      children: [
        {
          ...layouts,
          type: 'tabs',
          schemaUid: uid(page.key, 'tab'),
          tabSchemaName: uid(page.key, 'tabname'),
          hidden: true,
        },
      ],
    },
  });
}
