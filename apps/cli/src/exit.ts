/** Exit codes of every command. */
export const EXIT = {
  /** Good, warnings included. */
  good: 0,
  /** Checked and found bad. */
  bad: 1,
  /** Wrong usage, or input that cannot be read. */
  usage: 2,
  /** Stopped by the user, as a shell counts an interrupt. */
  stopped: 130,
} as const;
