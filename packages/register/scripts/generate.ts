// Writes what is derived: the JSON Schemas and examples/companies/retailer.xlsx. Run after a change to the schema, the
// vocabulary or the example, and format after it: node packages/register/scripts/generate.ts && npm run format
import { readFile, writeFile } from 'node:fs/promises';
import { answersJsonSchema, companyJsonSchema } from '../src/index.ts';
import { knowledgeVocabulary } from '../src/knowledge-vocabulary.ts';
import { readCompanyYaml, writeCompanyWorkbook } from '../src/readers/index.ts';

const vocabulary = knowledgeVocabulary();
const schemas = new URL('../schemas/', import.meta.url);
const companies = new URL('../../../examples/companies/', import.meta.url);

await writeFile(
  new URL('company.schema.json', schemas),
  `${JSON.stringify(companyJsonSchema(vocabulary), null, 2)}\n`,
);
await writeFile(
  new URL('answers.schema.json', schemas),
  `${JSON.stringify(answersJsonSchema(vocabulary), null, 2)}\n`,
);

const { company, issues } = readCompanyYaml(
  await readFile(new URL('retailer.yaml', companies)),
  'retailer.yaml',
  vocabulary,
);
if (company === undefined) throw new Error(JSON.stringify(issues, null, 2));
await writeFile(new URL('retailer.xlsx', companies), await writeCompanyWorkbook(company, vocabulary));
