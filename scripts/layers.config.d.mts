export const PACKAGE_ORDER: string[];
export const APP_IMPORTS: Record<string, string[]>;
export const PURE_UNTIL: string;
export const TOOLS_MAY_REACH: string[];
export const SIDE_EFFECTS: { what: string; pattern: RegExp }[];
export const ALLOWED: { file: string; uses: string[]; reason: string }[];
