/**
 * Sends one value at a time and, when the answer is there, the latest of those that came meanwhile: a slider moves
 * faster than anything can be computed, and nobody wants the positions it has left.
 */
export function latestOnly<V, A>(
  ask: (value: V) => Promise<A>,
  onAnswer: (answer: A, value: V) => void,
  onError: (error: unknown) => void,
): (value: V) => void {
  let isBusy = false;
  let next: { readonly value: V } | undefined;
  const send = async (value: V): Promise<void> => {
    isBusy = true;
    try {
      onAnswer(await ask(value), value);
    } catch (error) {
      onError(error);
    }
    isBusy = false;
    if (!next) return;
    const { value: latest } = next;
    next = undefined;
    void send(latest);
  };
  return (value) => {
    if (isBusy) next = { value };
    else void send(value);
  };
}
