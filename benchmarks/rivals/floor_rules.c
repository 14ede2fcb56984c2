/* The core game with our own rules, as plain C does it: a second floor, for what the rules cost in any language.

   Beyond floor.c: endowments and weighted attention, pivotality, each kind's appraisal, a government's society, one year
   of memory, and good names. Luck is drawn as in model/luck.py, from (seed, purpose, month, actor), so that conduct can be
   compared actor by actor. What never changes in a run is worked out by the caller. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

enum { PLAIN, STATE, FIRM, KNOWLEDGE, CULTURE, AFFECTED };
enum { REVISE, MUTATE, MODEL, COPY };
#define GOLDEN 0x9E3779B97F4A7C15ull
#define YEAR 0xFFF /* the last twelve months as bits */

typedef struct {
    uint32_t n, states;
    const uint32_t *start, *to;    /* ties */
    const double *weight, *total;  /* attention to each, and of each actor */
    const uint32_t *gstart, *gto;  /* members of each group */
    const uint32_t *ostart, *own;  /* groups of each actor */
    const uint32_t *hstart, *home; /* actors of each state, its government first */
    const uint8_t *kind;
    const uint64_t *id;
    const double *endowment, *risk;
    const int32_t *nation; /* the state that is home to each, or -1 */
} World;

typedef struct {
    double cost, threshold, strength, revision, mutation, own_gain, seen; /* seen: how far a name follows conduct */
    uint64_t seed, purpose[4];
} Rules;

typedef struct {
    double given, needed;
} Group;

static inline uint64_t mixed(uint64_t z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
}
static inline uint64_t stream(uint64_t seed, uint64_t purpose, uint64_t month) {
    return mixed(mixed(mixed(seed + GOLDEN) + GOLDEN * (purpose + 1)) + GOLDEN * (month + 1));
}
static inline double uniform(uint64_t key, uint64_t who) { return (mixed(key + GOLDEN * (who + 1)) >> 11) * 0x1.0p-53; }
static inline double fermi(double gain, double strength) { return 1 / (1 + exp(-strength * gain)); }

static uint32_t watched(const World *w, uint32_t i, double mark) {
    uint32_t chosen = w->start[i];
    for (uint32_t p = w->start[i]; p < w->start[i + 1]; p++) {
        if (w->weight[p] > 0) {
            chosen = p;
            if (mark < w->weight[p]) break;
        }
        mark -= w->weight[p];
    }
    return w->to[chosen];
}

static double majority(const World *w, const uint8_t *x, uint32_t i, int strategy) {
    double share = 0;
    for (uint32_t p = w->start[i]; p < w->start[i + 1]; p++) share += w->weight[p] * x[w->to[p]];
    share /= w->total[i];
    if (!strategy) share = 1 - share;
    return share * share / (share * share + (1 - share) * (1 - share));
}

static void succeed(const World *w, const Rules *r, const uint8_t *x, Group *groups) {
    for (uint32_t g = 0; g < w->n; g++) {
        double all = 0, given = 0;
        for (uint32_t p = w->gstart[g]; p < w->gstart[g + 1]; p++) {
            double e = w->endowment[w->gto[p]];
            all += e;
            given += e * x[w->gto[p]];
        }
        groups[g] = (Group){given, r->threshold * all * (1 - 1e-12)};
    }
}

static void pay(const World *w, const Rules *r, const uint8_t *x, const Group *groups, double *payoff, double *failure,
                double *pivotal) {
    for (uint32_t i = 0; i < w->n; i++) {
        double e = w->endowment[i], mine = e * x[i], failed = 0, breaks = 0;
        for (uint32_t p = w->ostart[i]; p < w->ostart[i + 1]; p++) {
            Group g = groups[w->own[p]];
            double others = g.given - mine;
            failed += g.given < g.needed;
            breaks += (others < g.needed) - (others + e < g.needed);
        }
        uint32_t count = w->ostart[i + 1] - w->ostart[i];
        failure[i] = failed / count;
        pivotal[i] = breaks / count;
        payoff[i] = 1 - w->risk[i] * failure[i] - r->cost * x[i];
    }
}

/* How the society of each nation fares; of one without any, its government. */
static void fare(const World *w, const double *payoff, double *society) {
    for (uint32_t s = 0; s < w->states; s++) {
        uint32_t first = w->hstart[s], last = w->hstart[s + 1];
        double total = 0;
        for (uint32_t p = first + 1; p < last; p++) total += payoff[w->home[p]];
        society[s] = last - first > 1 ? total / (last - first - 1) : payoff[s]; /* governments have the first rows */
    }
}

double play_rules(const World *w, const Rules *r, uint8_t *x, double *name, double *recent, int steps) {
    uint32_t n = w->n;
    double *payoff = malloc(n * sizeof *payoff), *failure = malloc(n * sizeof *failure), total = 0;
    double *pivotal = malloc(n * sizeof *pivotal), *society = malloc(w->states * sizeof *society);
    Group *groups = malloc(n * sizeof *groups);
    uint8_t *plan = malloc(n);
    uint16_t *year = calloc(n, sizeof *year);
    for (int t = 1; t <= steps; t++) {
        uint64_t key[4];
        for (int k = 0; k < 4; k++) key[k] = stream(r->seed, r->purpose[k], t);
        succeed(w, r, x, groups);
        pay(w, r, x, groups, payoff, failure, pivotal);
        fare(w, payoff, society);
        for (uint32_t i = 0; i < n; i++) {
            plan[i] = x[i];
            if (uniform(key[REVISE], w->id[i]) >= r->revision) continue;
            if (uniform(key[MUTATE], w->id[i]) < r->mutation) { plan[i] = !x[i]; continue; }
            if (w->total[i] <= 0) continue;
            uint32_t j = watched(w, i, w->total[i] * uniform(key[MODEL], w->id[i]));
            if (x[j] == x[i]) continue;
            double gain = payoff[j] - payoff[i], chance;
            switch (w->kind[i]) {
            case CULTURE: chance = majority(w, x, i, x[j]); break;
            case STATE: {
                double nation = (w->nation[j] >= 0 ? society[w->nation[j]] : payoff[j]) - society[i];
                chance = fermi(r->own_gain * gain + (1 - r->own_gain) * nation, r->strength);
                break;
            }
            case FIRM: chance = fermi(gain - r->cost * x[j], r->strength); break;
            case KNOWLEDGE: chance = fermi((x[j] - x[i]) * (w->risk[i] * pivotal[i] - r->cost), r->strength); break;
            case AFFECTED: chance = failure[i] * fermi(gain, r->strength); break;
            default: chance = fermi(gain, r->strength);
            }
            if (uniform(key[COPY], w->id[i]) < chance) plan[i] = x[j];
        }
        int months = t < 12 ? t : 12;
        for (uint32_t i = 0; i < n; i++) {
            total += x[i] = plan[i];
            year[i] = (year[i] << 1 | x[i]) & YEAR;
            recent[i] = (double)__builtin_popcount(year[i]) / months;
            name[i] += r->seen * (x[i] - name[i]);
        }
    }
    free(payoff); free(failure); free(pivotal); free(society); free(groups); free(plan); free(year);
    return total / n / steps;
}
