export function replaceMarked(text: string, name: string, content: string): string;
export function markedSection(text: string, name: string): string;
