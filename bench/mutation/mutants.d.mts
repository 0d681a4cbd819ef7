export type Mutant = { readonly line: number; readonly what: string; readonly source: string };
export function mutantsOf(source: string): Mutant[];
