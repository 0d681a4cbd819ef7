/** Kinds of files by the ending of their name. */
const TYPES: Readonly<Record<string, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  yaml: 'application/yaml',
  zip: 'application/zip',
  pdf: 'application/pdf',
  html: 'text/html;charset=utf-8',
};

/** Bytes as a file to be saved under this name. */
export function fileOf(content: Uint8Array | string, name: string): File {
  const ending = name.split('.').at(-1) ?? '';
  return new File([content as Uint8Array<ArrayBuffer>], name, {
    type: TYPES[ending] ?? 'application/octet-stream',
  });
}

/** A file that was sent, as the readers see files: one name, these bytes. */
export function filesWith(file: File): {
  read(): Promise<Uint8Array>;
  resolve(from: string, to: string): string;
} {
  return { read: async () => new Uint8Array(await file.arrayBuffer()), resolve: (_, to) => to };
}
