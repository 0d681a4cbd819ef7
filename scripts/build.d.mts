export interface Step {
  name: string;
  inputs: string[];
  output: string;
  run(out: string): Promise<void>;
  onDemand?: boolean;
}
export const STEPS: Step[];
export function buildStale(options?: {
  root?: string;
  steps?: Step[];
  also?: string[];
  log?: (line: string) => void;
}): Promise<string[]>;
