import type { PortfolioScenario } from '../model.ts';
import { frequencyOf } from './frequency.ts';
import type { Reader } from './reader.ts';
import { severityOf } from './severity.ts';

const MOST_SCENARIOS = 2000;

/** Scenarios, each with an id of its own. */
export function scenariosOf(reader: Reader, value: unknown): PortfolioScenario[] {
  const scenarios = reader
    .list(value, 'scenarios', 1, MOST_SCENARIOS)
    .flatMap((row, i) => scenarioOf(reader, row, `scenarios[${i}]`));
  const ids = new Set<string>();
  scenarios.forEach(({ id }, i) => {
    if (ids.has(id))
      reader.report(`scenarios[${i}].id`, { ja: `「${id}」が重複しています`, en: `"${id}" occurs twice` });
    ids.add(id);
  });
  return scenarios;
}

function scenarioOf(reader: Reader, value: unknown, path: string): PortfolioScenario[] {
  const row = reader.object(value, path, ['id', 'name', 'frequency', 'severity']);
  if (!row) return [];
  if (typeof row.id !== 'string' || row.id === '') {
    reader.report(`${path}.id`, { ja: '名前（文字列）が必要です', en: 'an id (text) is needed' });
  }
  const frequency = frequencyOf(reader, row.frequency, `${path}.frequency`);
  const severity = severityOf(reader, row.severity, `${path}.severity`);
  return frequency && severity ? [{ id: String(row.id), frequency, severity }] : [];
}
