import path from 'node:path';
import { rspack } from '@rspack/core';
import { browserExternals } from './externals.mjs';
import { writeNotices } from './licences.mjs';
import { dist, pkg, root } from './paths.mjs';
import { publicPathModule } from './public-path.mjs';

/** A full copy of the modern code inside the legacy bundle, for hosts that do not hand it over themselves. */
const legacyFull = process.env.LEGACY_FULL === '1';

function configuration(lane) {
  const self = `${pkg.name}/client-v2`;
  const inline = legacyFull && lane === 'client';
  const names = browserExternals(lane, pkg.name).filter((name) => !(inline && name === self));
  return {
    mode: 'production',
    context: root,
    target: ['web', 'es2020'],
    entry: [publicPathModule(pkg.name, lane), `./src/${lane}/index.tsx`],
    devtool: false,
    output: {
      path: path.join(dist, lane),
      filename: 'index.js',
      // The host caches by the entry's address alone, so every chunk carries its content's hash.
      chunkFilename: '[name].[contenthash:12].js',
      publicPath: 'auto',
      clean: true,
      uniqueName: `${pkg.name}/${lane}`,
      library: { name: lane === 'client' ? pkg.name : self, type: 'umd', umdNamedDefine: true },
    },
    resolve: {
      extensions: ['.tsx', '.ts', '.mjs', '.js', '.json'],
      alias: inline ? { [self]: path.join(root, 'src/client-v2/index.tsx') } : {},
    },
    module: {
      rules: [
        {
          test: /\.tsx?$/,
          exclude: /node_modules/,
          loader: 'builtin:swc-loader',
          options: {
            jsc: {
              parser: { syntax: 'typescript', tsx: true },
              target: 'es2020',
              transform: { react: { runtime: 'classic' } },
            },
          },
        },
        { test: /\.css$/, type: 'css/auto' },
      ],
    },
    plugins: [new rspack.DefinePlugin({ 'process.env.NODE_ENV': JSON.stringify('production') })],
    externals: Object.fromEntries(names.map((name) => [name, name])),
    externalsType: 'umd',
    performance: { hints: false },
  };
}

/** Every file that has become part of a bundle. */
function filesOf({ compilation }) {
  const collect = (modules) =>
    [...(modules ?? [])].flatMap((module) => [module.nameForCondition?.(), ...collect(module.modules)]);
  return new Set(collect(compilation.modules).filter(Boolean));
}

/** Builds one browser lane into `dist/<lane>`; rejects with the compiler's errors. */
export function buildLane(lane) {
  const compiler = rspack(configuration(lane));
  return new Promise((resolve, reject) => {
    compiler.run((error, stats) => {
      const failure = error ?? (stats.hasErrors() ? new Error(stats.toString('errors-only')) : null);
      if (!failure) writeNotices(path.join(dist, lane), filesOf(stats));
      compiler.close(() => (failure ? reject(failure) : resolve()));
    });
  });
}
