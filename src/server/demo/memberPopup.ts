import { text } from '../schema';

type Tree = Record<string, unknown>;

const MEMBER = '{{ctx.view.inputArgs.filterByTk}}';

const init = (collectionName: string, fieldPath: string): Tree => ({
  fieldSettings: { init: { dataSourceKey: 'main', collectionName, fieldPath } },
});

const DETAILS: ReadonlyArray<readonly [field: string, use: string]> = [
  ['displayName', 'DisplayTextFieldModel'],
  ['stage', 'StageTagFieldModel'],
  ['stageSince', 'DisplayDateTimeFieldModel'],
  ['engagementScore', 'ScoreBarFieldModel'],
  ['firstSeenAt', 'DisplayDateTimeFieldModel'],
  ['lastActiveAt', 'DisplayDateTimeFieldModel'],
];

/** What makes a click on a name open the pop-up: step parameters of the field, and the page inside. */
export function memberPopup(fieldUid: string): { stepParams: Tree; page: Tree } {
  const uid = (part: string) => `${fieldUid}_popup_${part}`;
  return {
    stepParams: {
      displayFieldSettings: { clickToOpen: { clickToOpen: true } },
      popupSettings: {
        openView: {
          mode: 'drawer',
          size: 'medium',
          pageModelClass: 'ChildPageModel',
          uid: fieldUid,
          dataSourceKey: 'main',
          collectionName: 'communityMembers',
          filterByTk: '{{ ctx.record.id }}',
        },
      },
    },
    page: {
      uid: uid('page'),
      use: 'ChildPageModel',
      subKey: 'page',
      subType: 'object',
      async: true,
      stepParams: { pageSettings: { general: { displayTitle: false, enableTabs: false } } },
      subModels: {
        tabs: [
          {
            uid: uid('tab'),
            use: 'ChildPageTabModel',
            subKey: 'tabs',
            subType: 'array',
            stepParams: { pageTabSettings: { tab: { title: text('Details') } } },
            subModels: {
              grid: grid(uid, 'BlockGridModel', 'grid', [details(uid), card(uid), explanation(uid)]),
            },
          },
        ],
      },
    },
  };
}

/** Items side by side, `across` in each row; the host divides a row into 24. */
function grid(uid: (part: string) => string, use: string, part: string, items: Tree[], across = 1): Tree {
  const lines = Array.from({ length: Math.ceil(items.length / across) }, (_, at) =>
    items.slice(at * across, (at + 1) * across),
  );
  const rows = Object.fromEntries(lines.map((line, at) => [`row${at}`, line.map((item) => [item.uid])]));
  const sizes = Object.fromEntries(lines.map((line, at) => [`row${at}`, line.map(() => 24 / across)]));
  return {
    uid: uid(part),
    use,
    subKey: 'grid',
    subType: 'object',
    stepParams: { gridSettings: { grid: { rows, sizes, rowOrder: Object.keys(rows) } } },
    subModels: { items },
  };
}

function details(uid: (part: string) => string): Tree {
  const items = DETAILS.map(([field, use]) => ({
    uid: uid(`${field}_item`),
    use: 'DetailsItemModel',
    subKey: 'items',
    subType: 'array',
    stepParams: init('communityMembers', field),
    subModels: {
      field: {
        uid: uid(`${field}_field`),
        use,
        subKey: 'field',
        subType: 'object',
        stepParams: init('communityMembers', field),
      },
    },
  }));
  return {
    uid: uid('details'),
    use: 'DetailsBlockModel',
    subKey: 'items',
    subType: 'array',
    stepParams: {
      resourceSettings: { init: { dataSourceKey: 'main', collectionName: 'communityMembers', filterByTk: MEMBER } },
    },
    subModels: { grid: grid(uid, 'DetailsGridModel', 'detailsGrid', items, 3) },
  };
}

/** Tags, groups, days, score and stages. */
function card(uid: (part: string) => string): Tree {
  return {
    uid: uid('card'),
    use: 'CommunityMemberCardBlockModel',
    subKey: 'items',
    subType: 'array',
    stepParams: { cardSettings: { titleDescription: { title: text('Member card') } } },
  };
}

/** Why the member is in its stage; the score stands on the card. */
function explanation(uid: (part: string) => string): Tree {
  return {
    uid: uid('explanation'),
    use: 'CommunityMemberExplanationBlockModel',
    subKey: 'items',
    subType: 'array',
    stepParams: {
      cardSettings: { titleDescription: { title: text('Why this stage') } },
      communityExplanationSettings: { options: { showStage: true, showScore: false } },
    },
  };
}
