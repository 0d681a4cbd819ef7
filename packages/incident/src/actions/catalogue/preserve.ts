import type { Preserve } from '../action-type.ts';

/** What several actions would destroy (RFC 3227: the most fleeting first). */
export const MEMORY: Preserve = {
  id: 'memory',
  what: { ja: 'メモリーの内容（動いている不正な処理、鍵）', en: 'memory: running malware, keys' },
  how: {
    ja: 'メモリーを採取し、証拠に入れる。電源は落とさない。',
    en: 'Acquire memory into evidence. Do not power off.',
  },
};

export const CUTOFF_LOSES: Preserve = {
  id: 'connections',
  what: { ja: '今の通信相手の一覧（切ると消える）', en: 'who it talks to now; cutting ends it' },
  how: {
    ja: '接続の一覧（ss -tanp）を採り、証拠に入れる。',
    en: 'Take the list of connections (ss -tanp) into evidence.',
  },
};

export const LOGS: Preserve = {
  id: 'logs',
  what: { ja: '上書きされる記録', en: 'logs that would be overwritten' },
  how: { ja: 'sonae evidence add-host-logs で保全する。', en: 'Keep them by sonae evidence add-host-logs.' },
};

export const SNAPSHOT: Preserve = {
  id: 'snapshot',
  what: { ja: 'ディスクの今の状態', en: 'the disk as it is now' },
  how: { ja: 'スナップショットを取る（snapshot.take）。', en: 'Take a snapshot (snapshot.take).' },
};
