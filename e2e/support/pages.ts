import type { Api } from './api';

interface Route {
  title: string;
  schemaUid: string;
  children?: Route[];
}

/** The page whose blocks or columns are of the given model: its address within a shell. Throws when no page has one. */
export async function pageShowing(api: Api, model: string): Promise<string> {
  const filter = { type: 'flowPage' };
  const pages = await api.get<Route[]>('desktopRoutes:list', { filter, appends: 'children', paginate: false });
  for (const { schemaUid, children = [] } of pages) {
    for (const tab of children) {
      const grid = await api.get<object | null>('flowModels:findOne', { parentId: tab.schemaUid, subKey: 'grid' });
      if (JSON.stringify(grid).includes(model)) return schemaUid;
    }
  }
  throw new Error(`No page shows a ${model}; there are ${pages.map(({ title }) => title).join(', ') || 'no pages'}`);
}
