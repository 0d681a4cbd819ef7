import type { Context, MiddlewareHandler } from 'hono';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Holds back whoever asks more often than people and their pages do. Signing in has limits of its own, kept in the database. */
export function rateGuard(addressOf: (c: Context) => string, perMinute: number): MiddlewareHandler {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return async (c, next) => {
    try {
      await limiter.consume(addressOf(c));
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      c.header('retry-after', String(Math.ceil(error.msBeforeNext / 1_000)));
      return c.text('too many requests\n', 429);
    }
    return next();
  };
}
