// The three-scenario task as fast as a processor allows: years in vectors (AVX-512 with W = 16, AVX2 with W = 8), singles,
// Philox4x32-10, threads. Years are exchangeable, so a block first draws how many of its years have 1, 2, 3 … events and
// then plays each class without any scatter. It computes what our engine computes of T3 and nothing else can be asked of it.
//   g++ -O3 -march=native -DW=16 reference.cpp -lpthread && ./a.out YEARS THREADS REPEATS
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <immintrin.h>
#include <random>
#include <thread>
#include <vector>

typedef float Floats __attribute__((vector_size(4 * W)));
typedef int32_t Ints __attribute__((vector_size(4 * W)));
typedef uint32_t Words __attribute__((vector_size(4 * W)));
typedef uint64_t Longs __attribute__((vector_size(4 * W)));
typedef float HalfFloats __attribute__((vector_size(2 * W)));
typedef double Doubles __attribute__((vector_size(4 * W)));
#define INLINE static inline __attribute__((always_inline))

constexpr int BLOCK = 10000;
constexpr double RATE = 0.75;

/** What the compiler does not find on its own: 32 × 32 bits in even lanes, a vector root, a mask of lanes. */
#if W == 16
INLINE Longs even(Longs a, Longs b) { return (Longs)_mm512_mul_epu32((__m512i)a, (__m512i)b); }
INLINE Floats squareRoot(Floats x) { return (Floats)_mm512_sqrt_ps((__m512)x); }
INLINE unsigned atLeast(Floats x, float t) { return _mm512_cmp_ps_mask((__m512)x, _mm512_set1_ps(t), _CMP_GE_OQ); }
#else
INLINE Longs even(Longs a, Longs b) { return (Longs)_mm256_mul_epu32((__m256i)a, (__m256i)b); }
INLINE Floats squareRoot(Floats x) { return (Floats)_mm256_sqrt_ps((__m256)x); }
INLINE unsigned atLeast(Floats x, float t) {
  return _mm256_movemask_ps(_mm256_cmp_ps((__m256)x, _mm256_set1_ps(t), _CMP_GE_OQ));
}
#endif

INLINE void multiply(Words a, uint32_t factor, Words &high, Words &low) {
  const Longs mask = Longs{} + 0xffffffffull, wide = Longs{} + factor;
  const Longs first = even((Longs)a, wide), second = even((Longs)a >> 32, wide);
  low = (Words)((first & mask) | (second << 32));
  high = (Words)((first >> 32) | (second & ~mask));
}

INLINE void philox(Words x0, uint32_t c1, uint32_t c2, uint32_t key, Words out[4]) {
  Words x1 = Words{} + c1, x2 = Words{} + c2, x3 = Words{};
  uint32_t k0 = key, k1 = 0;
#pragma GCC unroll 10
  for (int round = 0; round < 10; round++) {
    Words h0, l0, h1, l1;
    multiply(x0, 0xD2511F53u, h0, l0);
    multiply(x2, 0xCD9E8D57u, h1, l1);
    x0 = h1 ^ x1 ^ k0;
    x2 = h0 ^ x3 ^ k1;
    x1 = l1;
    x3 = l0;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  out[0] = x0;
  out[1] = x1;
  out[2] = x2;
  out[3] = x3;
}

INLINE Floats toFloats(Ints x) { return __builtin_convertvector(x, Floats); }
INLINE Floats least(Floats a, Floats b) { return a < b ? a : b; }
INLINE Floats most(Floats a, Floats b) { return a > b ? a : b; }

/** Box–Muller: radius from 31 bits, angle within a half circle, its lowest bit chooses the half. */
INLINE void normals(Words radius, Words angle, Floats &z0, Floats &z1) {
  const Floats u = toFloats((Ints)(radius >> 1)) + 0.5f;
  const Ints e = ((Ints)u - 0x3f3504f3) >> 23;
  const Floats m = (Floats)((Ints)u - (e << 23));
  const Floats s = (m - 1.0f) / (m + 1.0f), w = s * s;
  const Floats log = s * (((-0.5984877944f * w - 0.7994970083f) * w - 1.3333363533f) * w - 4.0f);
  const Floats r = squareRoot(toFloats(31 - e) * 1.3862943611f + log);
  const Floats t = toFloats((Ints)angle) * (1.57079632679f / 2147483648.0f), z = t * t;
  const Floats sine = t * ((((2.60510518e-6f * z - 1.980901725e-4f) * z + 8.333049715e-3f) * z - 0.16666658223f) * z + 1.0f);
  const Floats cosine =
      ((((-2.605065674e-7f * z + 2.476010923e-5f) * z - 1.38883607e-3f) * z + 4.166663438e-2f) * z - 0.5f) * z + 1.0f;
  z0 = r * sine;
  z1 = r * (Floats)((Words)cosine ^ (angle << 31));
}

INLINE Floats exponential(Floats x) {
  const Floats t = x * 1.44269504f, shifted = t + 12582912.0f, r = t - (shifted - 12582912.0f);
  const Floats p =
      ((((1.3390863e-3f * r + 9.67603177e-3f) * r + 5.550356954e-2f) * r + 0.24022106826f) * r + 0.69314718246f) * r + 1.0000001f;
  return (Floats)((Ints)p + ((Ints)shifted << 23));
}

struct Kept {
  double sum[3];
  std::vector<float> tail[3];
};
struct Thresholds {
  float at[3];
};

INLINE void keep(Kept &to, int measure, Floats x, float threshold) {
  for (unsigned large = atLeast(x, threshold); large != 0; large &= large - 1)
    to.tail[measure].push_back(x[__builtin_ctz(large)]);
}

INLINE Doubles halves(Floats x) {
  HalfFloats low, high;
  for (int i = 0; i < W / 2; i++) {
    low[i] = x[i];
    high[i] = x[i + W / 2];
  }
  return __builtin_convertvector(low, Doubles) + __builtin_convertvector(high, Doubles);
}

/** `years` years of exactly K events each, or of `k` where K is 0. */
template <int K>
static void playClass(uint32_t seed, uint32_t block, int years, int k, const Thresholds &from, Kept &to, Doubles sums[2]) {
  Ints lanes;
  for (int i = 0; i < W; i++) lanes[i] = i;
  for (int year = 0; year < years; year += 2 * W) {
    Floats gross[2] = {}, paid[2] = {};
    for (int event = 0; event < (K ? K : k); event++) {
      Words words[4];
      philox((Words)(lanes + year / 2), k * 64 + event, block, seed, words);
      Floats z[2];
      normals(words[0], words[1], z[0], z[1]);
      for (int half = 0; half < 2; half++) {
        const Words choice = words[2 + half];
        const Ints small = choice < 2863311531u, middle = choice < 4008636142u;
        const Floats mu = small ? Floats{} + 15.0f : (middle ? Floats{} + 16.0f : Floats{} + 17.5f);
        const Floats sigma = small ? Floats{} + 1.2f : (middle ? Floats{} + 1.5f : Floats{} + 2.0f);
        const Floats x = exponential(mu + sigma * z[half]);
        gross[half] += x;
        paid[half] += least(most(x - 1e6f, Floats{}), Floats{} + 1e8f);
      }
    }
    for (int half = 0; half < 2; half++) {
      const Ints there = lanes < years - year - half * W;
      const Floats g = (Floats)((Ints)gross[half] & there);
      const Floats p = least((Floats)((Ints)paid[half] & there), Floats{} + 3e8f);
      sums[0] += halves(g);
      sums[1] += halves(p);
      keep(to, 0, g, from.at[0]);
      keep(to, 1, p, from.at[1]);
      keep(to, 2, g - p, from.at[2]);
    }
  }
}

static void playBlock(uint32_t seed, uint32_t block, const Thresholds &from, Kept &to) {
  std::minstd_rand random(seed * 7919u + block + 1);
  Doubles sums[2] = {};
  for (auto &tail : to.tail) tail.clear();
  int left = BLOCK;
  double probability = std::exp(-RATE), rest = 1;
  for (int k = 0; left > 0 && k < 30; k++) {
    std::binomial_distribution<int> draw(left, std::min(1.0, probability / rest));
    const int years = k == 29 ? left : draw(random);
    rest -= probability;
    probability *= RATE / (k + 1);
    left -= years;
    if (k == 1) playClass<1>(seed, block, years, k, from, to, sums);
    else if (k == 2) playClass<2>(seed, block, years, k, from, to, sums);
    else if (k == 3) playClass<3>(seed, block, years, k, from, to, sums);
    else if (k > 3 && years > 0) playClass<0>(seed, block, years, k, from, to, sums);
  }
  for (int m = 0; m < 2; m++) {
    to.sum[m] = 0;
    for (int i = 0; i < W / 2; i++) to.sum[m] += sums[m][i];
  }
  to.sum[2] = to.sum[0] - to.sum[1];
}

int main(int count, char **arguments) {
  const long years = count > 1 ? std::atol(arguments[1]) : 1000000;
  const int threads = count > 2 ? std::atoi(arguments[2]) : 1, repeats = count > 3 ? std::atoi(arguments[3]) : 21;
  const long blocks = years / BLOCK, worst = years / 100;
  std::vector<Kept> kept(blocks);
  std::vector<double> times;
  double figures[3][3];
  for (int repeat = 0; repeat < repeats; repeat++) {
    const auto start = std::chrono::steady_clock::now();
    Kept pilot;
    playBlock(repeat + 1, 0, Thresholds{{0, 0, 0}}, pilot);
    Thresholds from;
    for (int m = 0; m < 3; m++) {
      auto &tail = pilot.tail[m];
      const size_t rank = std::min(tail.size() - 1, (size_t)(BLOCK / 50));
      std::nth_element(tail.begin(), tail.begin() + rank, tail.end(), std::greater<float>());
      from.at[m] = tail[rank];
    }
    std::atomic<long> next{0};
    auto work = [&] {
      for (long block; (block = next.fetch_add(1)) < blocks;) playBlock(repeat + 1, block, from, kept[block]);
    };
    std::vector<std::thread> helpers;
    for (int t = 1; t < threads; t++) helpers.emplace_back(work);
    work();
    for (auto &helper : helpers) helper.join();
    std::vector<float> all;
    for (int m = 0; m < 3; m++) {
      all.clear();
      double sum = 0;
      for (auto &block : kept) {
        sum += block.sum[m];
        all.insert(all.end(), block.tail[m].begin(), block.tail[m].end());
      }
      std::nth_element(all.begin(), all.begin() + worst, all.end(), std::greater<float>());
      double tail = 0;
      for (long i = 0; i < worst; i++) tail += all[i];
      figures[m][0] = sum / years;
      figures[m][1] = all[worst];
      figures[m][2] = tail / worst;
    }
    times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  std::sort(times.begin(), times.end());
  std::printf("{\"ms\":%.3f,\"figures\":{", times[times.size() / 2]);
  const char *names[3] = {"gross", "insured", "retained"};
  for (int m = 0; m < 3; m++)
    std::printf("%s\"%s\":[%.1f,%.1f,%.1f]", m ? "," : "", names[m], figures[m][0], figures[m][1], figures[m][2]);
  std::printf("}}\n");
}
