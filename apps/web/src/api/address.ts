import { useNavigate, useSearch } from '@tanstack/react-router';

/**
 * A part of what a page shows that stands in its address, so that a link brings others to the same view.
 *
 * @example const [axis, setAxis] = useAddress('axis', 'all');
 */
export function useAddress(name: string, usual: string): readonly [string, (value: string) => void] {
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  const value = search[name];
  const set = (next: string) => {
    const rest = { ...search, [name]: next === usual ? undefined : next };
    void navigate({ to: '.', search: rest as never, replace: true });
  };
  return [typeof value === 'string' || typeof value === 'number' ? String(value) : usual, set];
}
