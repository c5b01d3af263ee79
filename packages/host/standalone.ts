export * from './src/standalone';
