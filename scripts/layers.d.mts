export interface Violation {
  file: string;
  line: number;
  message: string;
}
export function checkLayers(root: string): Violation[];
