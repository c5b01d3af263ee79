import type { Page } from 'playwright-core';
import type { Api } from './api';

export type ThemeName = 'default' | 'dark';

interface AuthAnswer {
  data: { systemSettings?: object };
}

/** Shows a page in another theme or language than the signed-in person has chosen, for this page alone. */
export async function dress(page: Page, api: Api, theme: ThemeName, language: 'en-US' | 'zh-CN'): Promise<void> {
  const themes = await api.get<Array<{ id: number; uid: string }>>('themeConfig:list', { paginate: false });
  const themeId = themes.find(({ uid }) => uid === theme)?.id;
  await page.route('**/api/auth:check**', async (route) => {
    const response = await route.fetch();
    const body = (await response.json()) as AuthAnswer;
    const data = { ...body.data, appLang: language, systemSettings: { ...body.data.systemSettings, themeId } };
    await route.fulfill({ response, json: { ...body, data } });
  });
}
