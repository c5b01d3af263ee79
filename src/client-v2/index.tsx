export { CommunityClientV2 as default } from './plugin';
export { loadSettingsPage, registerShared, SETTINGS_ENTRY } from './register';
