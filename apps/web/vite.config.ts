import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Where `npm run dev` finds the server; the server refuses what comes from another origin, so ours is taken off. */
const SERVER = process.env.SONAE_SERVER ?? 'http://127.0.0.1:7370';
const TO_SERVER = {
  target: SERVER,
  changeOrigin: true,
  headers: { origin: SERVER },
  configure: (proxy: {
    on(event: 'proxyReq', each: (request: { removeHeader(name: string): void }) => void): unknown;
  }) => {
    proxy.on('proxyReq', (request) => request.removeHeader('sec-fetch-site'));
  },
};

// Whoever builds (the tests do, too) builds what people get: with another value React would come with its checks for developers.
if (process.argv.includes('build')) process.env.NODE_ENV = 'production';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), leanFonts(), shellList()],
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // Every asset a file of its own: the policy of the page allows no fonts in data addresses.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: {
        index: `${import.meta.dirname}/index.html`,
        sw: `${import.meta.dirname}/src/offline/service-worker.ts`,
      },
      output: {
        // A service worker keeps its address for ever: it governs the folder it lies in.
        entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/simple', '/check', '/style.css', '/healthz'].map((at) => [at, TO_SERVER]),
    ),
  },
});

/** Every browser that runs this app reads WOFF2: the other half of the font files stays out. */
function leanFonts(): Plugin {
  return {
    name: 'lean-fonts',
    enforce: 'pre',
    transform: (code, id) =>
      id.includes('@fontsource/') && id.includes('.css')
        ? code.replaceAll(/,\s*url\([^)]*\.woff\)\s*format\('woff'\)/g, '')
        : undefined,
  };
}

/** Tells the service worker which files make up the app. Fonts are kept when they are used: there are 240 of them. */
function shellList(): Plugin {
  return {
    name: 'shell-list',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const worker = bundle['sw.js'];
      if (worker?.type !== 'chunk') throw new Error('the service worker was not built');
      const files = Object.keys(bundle).filter((file) => /\.(js|css|wasm)$/.test(file) && file !== 'sw.js');
      const list = files.sort().map((file) => `/${file}`);
      const code = worker.code.replace(/["'`]__SHELL_FILES__["'`]/, JSON.stringify(JSON.stringify(list)));
      if (code === worker.code) throw new Error('the service worker has no list to fill');
      worker.code = code;
    },
  };
}
