import { Plugin } from '@nocobase/server';

/** The smallest plugin that shows what the harness must carry: a collection read from its folder, an action of its own, a snippet. */
export default class ToyPlugin extends Plugin {
  override load(): Promise<void> {
    this.app.resourceManager.define({
      name: 'toyActions',
      only: ['shout'],
      actions: {
        shout: async (context, next) => {
          const { word } = context.action?.params.values as { word?: string };
          if (!word) context.throw(400, 'A word is needed');
          context.body = { word: word?.toUpperCase() };
          await next();
        },
      },
    });
    this.app.acl.registerSnippet({ name: 'pm.toy', actions: ['toyActions:*'] });
    return Promise.resolve();
  }
}
