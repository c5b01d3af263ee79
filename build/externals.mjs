// What the host provides at run time and the package therefore never carries.

/** Modules that both browser shells define in their own loader. */
const SHARED_BROWSER = [
  'react',
  'react-dom',
  'react/jsx-runtime',
  'react-router',
  'react-router-dom',
  'antd',
  'antd-style',
  '@ant-design/icons',
  '@ant-design/cssinjs',
  'i18next',
  'react-i18next',
  '@formily/antd-v5',
  '@formily/core',
  '@formily/react',
  '@formily/reactive',
  '@formily/shared',
  '@nocobase/utils',
  '@nocobase/utils/client',
  '@nocobase/flow-engine',
  '@nocobase/client-v2',
  '@nocobase/evaluators',
  '@nocobase/evaluators/client',
  '@nocobase/plugin-workflow/client-v2',
  '@dnd-kit/core',
  '@dnd-kit/sortable',
  'axios',
  'dayjs',
  'lodash',
  'ahooks',
  '@emotion/css',
  'file-saver',
];

/** Externals of one browser lane; the legacy shim asks the shell for our own modern bundle. */
export function browserExternals(lane, packageName) {
  if (lane === 'client-v2') return SHARED_BROWSER;
  return [...SHARED_BROWSER, '@nocobase/client', `${packageName}/client-v2`];
}

/** Server modules that the host provides. */
export const serverExternals = ['@nocobase/*', 'sequelize', 'koa', 'winston', 'lodash', 'dayjs', 'axios', 'joi'];

/** Versions stated to the host's plugin manager, which compares them with its own and warns. */
export const externalVersions = {
  '@nocobase/client': '2.2.15',
  '@nocobase/client-v2': '2.2.15',
  '@nocobase/flow-engine': '2.2.15',
  '@nocobase/server': '2.2.15',
  '@nocobase/database': '2.2.15',
  '@nocobase/plugin-workflow': '2.2.15',
  react: '18.2.0',
  antd: '5.24.2',
  '@ant-design/icons': '5.6.1',
  ahooks: '3.7.8',
};
