/* The core game as fast as plain C does it: a floor for every other implementation.
   Groups and ties are the caller's compressed lists; luck is SplitMix64. Returns the mean share of contributors. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

static uint64_t state;
static inline double draw(void) {
    uint64_t z = (state += 0x9E3779B97F4A7C15ull);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return ((z ^ (z >> 31)) >> 11) * 0x1.0p-53;
}

double play(uint32_t n, const uint32_t *start, const uint32_t *to, const uint32_t *gstart, const uint32_t *gto,
            const uint32_t *ostart, const uint32_t *own, uint8_t *x, int steps, double risk, double cost,
            double threshold, double strength, double revision, double mutation, uint64_t seed) {
    double *payoff = malloc(n * sizeof *payoff), *failed = malloc(n * sizeof *failed), total = 0;
    uint8_t *plan = malloc(n);
    state = seed;
    for (int t = 0; t < steps; t++) {
        for (uint32_t g = 0; g < n; g++) {
            uint32_t k = 0;
            for (uint32_t p = gstart[g]; p < gstart[g + 1]; p++) k += x[gto[p]];
            failed[g] = k < threshold * (gstart[g + 1] - gstart[g]);
        }
        for (uint32_t i = 0; i < n; i++) {
            double f = 0;
            for (uint32_t p = ostart[i]; p < ostart[i + 1]; p++) f += failed[own[p]];
            payoff[i] = 1 - risk * f / (ostart[i + 1] - ostart[i]) - cost * x[i];
        }
        for (uint32_t i = 0; i < n; i++) {
            plan[i] = x[i];
            if (draw() >= revision) continue;
            if (draw() < mutation) { plan[i] = !x[i]; continue; }
            uint32_t j = to[start[i] + (uint32_t)(draw() * (start[i + 1] - start[i]))];
            if (draw() < 1 / (1 + exp(-strength * (payoff[j] - payoff[i])))) plan[i] = x[j];
        }
        for (uint32_t i = 0; i < n; i++) total += x[i] = plan[i];
    }
    free(payoff); free(failed); free(plan);
    return total / n / steps;
}
