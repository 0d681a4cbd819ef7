/** The values asked for most recently, by what they are made of; the one not asked for longest gives way. */
export function recent<V>(most: number): (key: string, make: () => Promise<V>) => Promise<V> {
  const values = new Map<string, Promise<V>>();
  return (key, make) => {
    const value = values.get(key) ?? make();
    values.delete(key);
    values.set(key, value);
    value.catch(() => values.delete(key));
    if (values.size > most) values.delete(values.keys().next().value!);
    return value;
  };
}
