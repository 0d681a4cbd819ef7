import { fromUtf8, utf8 } from '../bytes.ts';
import { type Disk, writeDurably } from '../disk.ts';

export const SETTINGS_FILE = 'sonae-evidence.json';

/** How far the time of a provider (時刻認証事業者) carries in Japan. */
export type ProviderLabel = '認定' | '非認定' | '社内';

/** Where timestamps come from. */
export type Provider = {
  readonly name: string;
  /** An address, or `file:` and the folder of a test authority. */
  readonly url: string;
  readonly label: ProviderLabel;
  /** The roots its tokens are checked against, in PEM. */
  readonly ca: string;
  /** The policy its tokens must be made under, any where absent. */
  readonly policy?: string;
};

/** Settings of a store; no secrets, everybody who may read the store may read them. */
export type Settings = {
  readonly format: 'sonae-evidence/1';
  /** The name of the log, as checkpoints carry it. */
  readonly origin: string;
  readonly created: string;
  readonly providers: readonly Provider[];
  /** vkeys of witnesses. */
  readonly witnesses: readonly string[];
};

/** There is no store here, or one of another format. */
export class SettingsError extends Error {
  readonly code = 'store.absent';
  constructor(message: string) {
    super(message);
    this.name = 'SettingsError';
  }
}

export async function readSettings(disk: Disk): Promise<Settings> {
  const bytes = await disk.read(SETTINGS_FILE);
  if (!bytes) throw new SettingsError(`no ${SETTINGS_FILE}`);
  try {
    const settings = JSON.parse(fromUtf8(bytes) ?? '') as Settings;
    if (settings.format === 'sonae-evidence/1' && typeof settings.origin === 'string')
      return { ...settings, providers: settings.providers ?? [], witnesses: settings.witnesses ?? [] };
  } catch {
    // said below
  }
  throw new SettingsError(`${SETTINGS_FILE} is not of format sonae-evidence/1`);
}

/** The one form settings are written in. */
export function formatSettings(settings: Settings): Uint8Array {
  return utf8(`${JSON.stringify(settings, null, 2)}\n`);
}

export function writeSettings(disk: Disk, settings: Settings): Promise<void> {
  return writeDurably(disk, SETTINGS_FILE, formatSettings(settings));
}
