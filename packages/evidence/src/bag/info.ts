import type { Report } from './problem.ts';

/** Labels and values of `bag-info.txt`, in their order; a label may come more than once. */
export type BagInfo = readonly (readonly [label: string, value: string])[];

/** Reads `bag-info.txt` (`package-info.txt` in 0.93 to 0.95): `Label: value`, continued on lines that begin with white space. */
export function readInfo(file: string, text: string, major: number, report: Report): BagInfo {
  const info: [string, string][] = [];
  for (const [i, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (line.trim() === '') continue;
    const last = info.at(-1);
    if (/^[ \t]/.test(line) && last) {
      last[1] = `${last[1]} ${line.trim()}`;
      continue;
    }
    const colon = line.indexOf(':');
    if (colon <= 0) {
      report.error('bag.info-line', file, `line ${i + 1} is not "Label: value"`);
      continue;
    }
    const label = line.slice(0, colon);
    if (major >= 1 && label !== label.trim())
      report.error('bag.info-line', file, `line ${i + 1}: white space around the label`);
    else if (major >= 1 && !/^[ \t]/.test(line.slice(colon + 1)) && line.length > colon + 1)
      report.warn('bag.info-line', file, `line ${i + 1}: no space after the colon`);
    info.push([label.trim(), line.slice(colon + 1).trim()]);
  }
  return info;
}

export function infoValues(info: BagInfo, label: string): string[] {
  return info.filter(([name]) => name.toLowerCase() === label.toLowerCase()).map(([, value]) => value);
}

/** `Payload-Oxum: bytes.files`, or undefined where the value is none. */
export function readOxum(value: string): { readonly bytes: bigint; readonly files: bigint } | undefined {
  const [, bytes, files] = /^(\d+)\.(\d+)$/.exec(value) ?? [];
  return bytes === undefined ? undefined : { bytes: BigInt(bytes), files: BigInt(files) };
}
