import { Plugin } from '@nocobase/client-v2';
import { loadSettingsPage, registerShared, SETTINGS_ENTRY } from './register';

/** The plugin in the modern shell. */
export class CommunityClientV2 extends Plugin {
  override async load(): Promise<void> {
    registerShared({ flowEngine: this.flowEngine, pm: this.pm });
    const { key, icon, aclSnippet } = SETTINGS_ENTRY;
    const title = this.t(SETTINGS_ENTRY.title);
    this.pluginSettingsManager.addMenuItem({ key, title, icon, aclSnippet });
    this.pluginSettingsManager.addPageTabItem({
      menuKey: key,
      key: 'index',
      title,
      componentLoader: loadSettingsPage,
      aclSnippet,
    });
  }
}
