import type { Application } from '@nocobase/server';
import { PACKAGE_NAME } from '../../common/names';
import type { PluginTelegramCommunity } from '../plugin';
import { registerVerbs } from '../cli/verbs';

/**
 * `community …`: the plugin's verbs on the host's command line. The host reads this folder; every file in it registers one
 * command.
 */
export default function community(app: Application): void {
  const services = async () => {
    const plugin = app.pm.get(PACKAGE_NAME) as PluginTelegramCommunity | undefined;
    if (!plugin?.services) throw new Error('The plugin is not enabled: nocobase pm enable ' + PACKAGE_NAME);
    return plugin.services;
  };
  registerVerbs(app.command('community').description('Telegram community: import, run, verify, simulate'), services);
}
