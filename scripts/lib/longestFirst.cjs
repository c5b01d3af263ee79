const Sequencer = require('@jest/test-sequencer').default;

/** Files that take longest: begun last, one of them would be waited for while the other workers have nothing to do. */
const LONGEST = ['year', 'orderSmall', 'order', 'telegramSync', 'switching', 'stageChanged', 'labels', 'product.e2e'];

const place = ({ path }) => {
  const at = LONGEST.findIndex((name) => path.endsWith(`/${name}.test.ts`));
  return at < 0 ? LONGEST.length : at;
};

/** Jest's own order, but for the longest files, which come first. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((a, b) => place(a) - place(b));
  }
};
