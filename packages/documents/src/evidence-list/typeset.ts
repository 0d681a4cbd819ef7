import { assetFolder, wholeFont } from '../assets.ts';

const TEMPLATE = 'evidence-list.typ';

type Typeset = (data: unknown) => Uint8Array;

let loading: Promise<Typeset> | undefined;

/** Sets data by the template of the list. Typst is loaded on first use. */
export function listTypesetter(): Promise<Typeset> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Typeset> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  // They are found before any BIZ UDPGothic of the machine.
  const fontBlobs = [Buffer.from(await wholeFont(400)), Buffer.from(await wholeFont(700))];
  const workspace = assetFolder();
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs }] });
  return (data) => {
    const compiled = compiler.compile({
      mainFilePath: `${workspace}/${TEMPLATE}`,
      inputs: { data: JSON.stringify(data) },
    });
    if (compiled.hasError() || !compiled.result)
      throw new Error(`${TEMPLATE}: ${JSON.stringify(compiled.takeError()?.shortDiagnostics)}`);
    const pdf = compiler.pdf(compiled.result, { pdfStandard: 'a-2b', creationTimestamp: 0 });
    // What Typst remembers of earlier lists would grow without end.
    compiler.evictCache(2);
    return new Uint8Array(pdf);
  };
}
