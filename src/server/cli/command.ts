import { AppSupervisor, type Application } from '@nocobase/server';
import { PACKAGE_NAME } from '../../common/names';
import type { Services } from '../services';
import { registerVerbs } from './verbs';

interface PluginWithServices {
  services?: Services;
}

/**
 * Puts `community …` on the host's command line, for every application that is made from now on. To be called before the
 * host parses its arguments, that is from a plugin's static import: the host's own way, a `commands` folder, does not work
 * in 2.2 beside a file manager (that plugin's command file exports no function, and the host stops loading there).
 */
export function provideCommand(): void {
  AppSupervisor.getInstance().on('afterAppAdded', (app: Application) => {
    const services = async () => {
      const plugin = app.pm.get(PACKAGE_NAME) as PluginWithServices | undefined;
      if (!plugin?.services)
        throw new Error(`The plugin is not enabled. Enable it first: nocobase pm enable ${PACKAGE_NAME}`);
      return plugin.services;
    };
    registerVerbs(app.command('community').description('Telegram community: import, run, verify, simulate'), services);
  });
}
