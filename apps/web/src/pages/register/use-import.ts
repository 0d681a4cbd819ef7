import { type DragEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { useProblemText } from '../../parts/problem.tsx';
import { sayProblem } from '../../parts/toasts.tsx';
import type { Imported } from './dialogs/import-dialog.tsx';
import type { Tree } from './model/tree.ts';

/** Reading a file that was chosen or dropped; nothing is written. */
export function useImport(company: string) {
  const problem = useProblemText();
  const [imported, setImported] = useState<Imported>();
  const [isReading, setReading] = useState(false);
  const [depth, setDepth] = useState(0);

  const read = async (file: File) => {
    setReading(true);
    try {
      const { document, draft, issues } = await api.companies.preview({ file, company });
      const tree = (document ?? draft ?? null) as Tree | null;
      setImported({ file: file.name, tree, issues });
    } catch (error) {
      sayProblem(problem(error));
    } finally {
      setReading(false);
    }
  };
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  const dropProps = {
    onDragEnter: (event: DragEvent) => {
      if (hasFiles(event)) setDepth((before) => before + 1);
    },
    onDragLeave: (event: DragEvent) => {
      if (hasFiles(event)) setDepth((before) => Math.max(0, before - 1));
    },
    onDragOver: (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setDepth(0);
      const file = event.dataTransfer.files.item(0);
      if (file) void read(file);
    },
  };
  return {
    imported,
    isReading,
    isOver: depth > 0,
    read: (file: File) => void read(file),
    close: () => setImported(undefined),
    dropProps,
  };
}
