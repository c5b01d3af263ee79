/**
 * A module, run before everything else in a browser bundle, that tells the bundle where its lazy chunks are.
 *
 * The host serves plugin files under `<public path>/static/plugins/<package>/dist/<lane>/`. The address of the running
 * script says so exactly; where it cannot be seen, the host's own globals do.
 */
export function publicPathModule(packageName, lane) {
  const tail = `static/plugins/${packageName}/dist/${lane}/`;
  const code = `
(function () {
  var script = typeof document !== 'undefined' && document.currentScript;
  var source = script && script.src ? script.src.replace(/[?#].*$/, '') : '';
  if (source.indexOf('/${tail}') >= 0) {
    __webpack_public_path__ = source.slice(0, source.lastIndexOf('/') + 1);
    return;
  }
  var root = window.__webpack_public_path__ || '';
  if (!root) {
    var prefix = String(window.__nocobase_modern_client_prefix__ || 'v').replace(/^\\/+|\\/+$/g, '') || 'v';
    root = String(window.__nocobase_public_path__ || '/').replace(new RegExp('/' + prefix + '/?$'), '/');
  }
  __webpack_public_path__ = root + (root.slice(-1) === '/' ? '' : '/') + '${tail}';
})();
`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}
