import data from '../data/reference-policy.json' with { type: 'json' };
import { policy } from './schema/index.ts';

/**
 * A fictional policy of a usual shape (liability 100 million, expense 30 million at 90 %, deductible 100,000 yen; the
 * plan an agent's premium table prices, research/insurance.md §1.3 and §1.8). It stands in where nobody knows whether
 * a policy exists.
 */
export const referencePolicy = policy.parse(data);
