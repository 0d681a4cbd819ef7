export type { Bundle } from './bundle.ts';
export { bundle } from './bundle.ts';
export type { Loaded, Reading } from './load/document.ts';
export { loadDocument } from './load/document.ts';
export { SCHEMAS } from './schema/files.ts';
export { jsonSchemas } from './schema/json-schema.ts';
