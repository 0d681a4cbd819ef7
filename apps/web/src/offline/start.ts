/** Keeps the app itself on this device, so that it opens without a network. Not while developing: files change there. */
export function startOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' }).catch(() => {
    // Not allowed here (a private window): the app works, only not without a network.
  });
}
