import { loadSettingsPage, registerShared, SETTINGS_ENTRY } from '@community-crm/plugin-telegram-community/client-v2';
import { lazy, Plugin } from '@nocobase/client';

/** The plugin in the legacy shell: it asks the shell for the modern bundle and registers the same things. */
export default class CommunityClient extends Plugin {
  override async load(): Promise<void> {
    registerShared({ flowEngine: this.flowEngine, pm: this.pm });
    this.app.pluginSettingsManager.add(SETTINGS_ENTRY.key, {
      title: this.t(SETTINGS_ENTRY.title),
      icon: SETTINGS_ENTRY.icon,
      Component: lazy(loadSettingsPage),
      aclSnippet: SETTINGS_ENTRY.aclSnippet,
    });
  }
}
