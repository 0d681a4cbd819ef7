const JST = '+09:00';

/** A moment as a field for local times shows it, in Japan's time: `2026-11-21T22:10`. */
export function inputTime(at: Date): string {
  return new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 16);
}

/** The moment in such a field; undefined where it is empty. */
export function instantOf(text: string): Date | undefined {
  const at = new Date(`${text}${JST}`);
  return text === '' || Number.isNaN(at.getTime()) ? undefined : at;
}
