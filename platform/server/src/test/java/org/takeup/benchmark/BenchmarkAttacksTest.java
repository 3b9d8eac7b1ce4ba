package org.takeup.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.takeup.benchmark.Contribution.Sum;
import org.takeup.benchmark.Profile.Region;
import org.takeup.benchmark.Profile.Sector;
import org.takeup.benchmark.Profile.Size;
import org.takeup.benchmark.Release.State;

/** Each attack is played twice: it succeeds against a naive benchmark, and fails against this one. */
class BenchmarkAttacksTest {
    private static final Profile BANK = new Profile(Sector.FINANCE, Size.LARGE, Region.WESTERN_EUROPE);
    private static final Profile SCHOOL = new Profile(Sector.EDUCATION, Size.LARGE, Region.WESTERN_EUROPE);
    /** Points off the truth that still count as knowing it. */
    private static final double EXACT = 0.5;

    private static State all(Release release) {
        return release.result(Cell.ALL).orElseThrow().state();
    }

    /** Twelve quarters of a market in which a few join, leave or ask anew each time. */
    private static Market churned(long seed, boolean naive) {
        var market = new Market(seed).with(45, 120);
        for (int quarter = 0; quarter < 12; quarter++) {
            if (naive) {
                market.naive();
            } else {
                market.release();
            }
            int changes = market.random.nextInt(7);
            for (int i = 0; i < changes; i++) {
                List<String> names = List.copyOf(market.organisations.keySet());
                String one = names.get(market.random.nextInt(names.size()));
                switch (market.random.nextInt(4)) {
                    case 0 -> market.with(1, 120);
                    case 1 -> market.organisations.remove(one);
                    case 2 -> market.leaves(one);
                    default -> market.renew(one);
                }
            }
        }
        return market;
    }

    @Test
    void differencingOverAllPairsOfCellsAndPeriodsFindsNoPairThatIsolatesAnybody() {
        int shown = 0;
        int naiveExact = 0;
        int naiveRests = 0;
        for (int seed = 0; seed < 40; seed++) {
            Market naive = churned(seed, true);
            naiveExact += (int) naive.closePairs().stream()
                    .filter(pair ->
                            Market.apart(pair.getFirst(), pair.getLast()).size() == 1)
                    .filter(pair -> pair.getFirst().members().size()
                            != pair.getLast().members().size())
                    .filter(pair -> Market.errorOfSubtracting(pair) < EXACT)
                    .count();
            Market market = churned(seed, false);
            shown += market.seen.size();
            assertEquals(List.of(), market.closePairs(), "seed " + seed);
            naiveRests += naive.smallRests().size();
            assertEquals(List.of(), market.smallRests(), "seed " + seed);
        }
        assertTrue(naiveRests > 100, "the attack by sums must work somewhere: " + naiveRests);
        assertTrue(naiveExact > 100, "the attack must work somewhere: " + naiveExact);
        assertTrue(shown > 500, "a benchmark that shows nothing proves nothing: " + shown);
    }

    @Test
    void knowingEverybodyElseTellsOneScoreNoBetterThanEpsilonAllows() {
        int runs = 3_000;
        int right = 0;
        int naiveRight = 0;
        var market = new Market(99).with(30, 90);
        String name = market.organisations.firstKey();
        Contribution owner = market.organisations.get(name);
        for (int run = 0; run < runs; run++) {
            boolean high = market.random.nextBoolean();
            List<Contribution> low = withScore(market, owner, false);
            List<Contribution> truth = high ? withScore(market, owner, true) : low;
            Release release = ReleaseMaker.make("it", "2026-Q1", "", truth, Past.none(), market.noise)
                    .release();
            right += guess(release, low, withScore(market, owner, true)) == high ? 1 : 0;
            naiveRight += (sum(truth) > sum(low)) == high ? 1 : 0;
        }
        double bound = Math.exp(Budget.RESPONDENT_EPSILON) / (1 + Math.exp(Budget.RESPONDENT_EPSILON));
        double rate = (double) right / runs;
        assertEquals(runs, naiveRight, "exact figures give every score away");
        assertTrue(rate <= bound + 3 * Math.sqrt(bound * (1 - bound) / runs), rate + " of at most " + bound);
        assertTrue(rate > 0.52, "the best guess is better than a coin, else this is no attack: " + rate);
    }

    private static long sum(List<Contribution> all) {
        return all.stream().mapToLong(each -> each.sums().getFirst().sum()).sum();
    }

    /** Everybody as they are, with one respondent of one organisation at the low or the high end of every scale. */
    private static List<Contribution> withScore(Market market, Contribution owner, boolean high) {
        var all = new ArrayList<>(market.organisations.values());
        List<Sum> sums = owner.sums().stream()
                .map(each -> new Sum(each.scale(), each.n(), each.sum() + (high ? 100 : 0)))
                .toList();
        all.removeIf(each -> each.tenant().equals(owner.tenant()));
        all.addFirst(new Contribution(owner.tenant(), owner.wave(), owner.profile(), owner.n(), sums, true));
        return all;
    }

    /** The likelier of the two, by all numbers of the release together. */
    private static boolean guess(Release release, List<Contribution> low, List<Contribution> high) {
        double forHigh = 0;
        for (Release.Result result : release.cells()) {
            for (int i = 0; i < result.means().size(); i++) {
                double value = result.means().get(i).value();
                forHigh += Math.abs(value - exact(low, result.cell(), i))
                        - Math.abs(value - exact(high, result.cell(), i));
            }
        }
        return forHigh > 0;
    }

    private static double exact(List<Contribution> all, Cell cell, int scale) {
        var members = all.stream()
                .filter(each -> each.profile().cells().containsValue(cell))
                .toList();
        var weighing = Weighing.of(members);
        return (double) members.stream()
                        .mapToLong(each -> each.sums().get(scale).weighted(weighing.weight(each)))
                        .sum()
                / weighing.total();
    }

    @Test
    void oneNewJoinerBetweenTwoReleasesChangesNothingThatIsShown() {
        var naive = new Market(11).with(20, 200);
        naive.naive();
        naive.with(1, 200);
        naive.naive();
        assertTrue(naive.closePairs().stream().anyMatch(pair -> Market.errorOfSubtracting(pair) < EXACT));

        var market = new Market(11).with(20, 200);
        Release before = market.release();
        market.with(1, 200);
        Release after = market.release();
        assertEquals(State.NEW, all(before));
        assertEquals(State.AS_BEFORE, all(after));
        assertEquals(
                before.result(Cell.ALL).orElseThrow().means(),
                after.result(Cell.ALL).orElseThrow().means());
        assertEquals(List.of(), market.closePairs());
        market.with(2, 200);
        assertEquals(State.NEW, all(market.release()), "with three new ones there is a new figure");
    }

    /** A joiner hidden among tenants of the attacker, who take them out again a quarter later. */
    @Test
    void joinersWhoLeaveAgainDoNotUncoverTheOneWhoStays() {
        for (boolean gone : new boolean[] {false, true}) {
            var market = new Market(12).with(20, 200);
            market.release();
            List<String> old = List.copyOf(market.organisations.keySet());
            market.with(1, 200);
            String victim = market.organisations.lastKey();
            market.with(3, 200);
            assertEquals(State.NEW, all(market.release()));
            for (String name : List.copyOf(market.organisations.keySet())) {
                if (!old.contains(name) && !name.equals(victim)) {
                    if (gone) {
                        market.leaves(name);
                    } else {
                        market.organisations.remove(name);
                    }
                }
            }
            assertEquals(State.TOO_LIKE_ANOTHER, all(market.release()), "it differs from the first by the victim only");
            assertEquals(List.of(), market.closePairs());
        }
    }

    @Test
    void eightOfTenWhoPoolTheirOwnValuesLearnNoMoreOfTheOtherTwoThanTheNoiseLetsThrough() {
        int runs = 600;
        int hits = 0;
        int naiveHits = 0;
        var market = new Market(13);
        for (int i = 0; i < 10; i++) {
            market.add(Market.organisation("o" + i, BANK, i < 2 ? 20 : 60, market.score()));
        }
        List<Contribution> all = List.copyOf(market.organisations.values());
        double truth = all.stream()
                .limit(2)
                .mapToLong(each -> each.sums().getFirst().sum())
                .sum();
        double pooled = sum(all) - truth;
        long noise = 0;
        for (int run = 0; run < runs; run++) {
            Release release = ReleaseMaker.make("it", "2026-Q1", "", all, Past.none(), market.noise)
                    .release();
            noise = release.noise();
            double seen =
                    release.result(Cell.ALL).orElseThrow().means().getFirst().value()
                            * Weighing.of(all).total();
            hits += Math.abs((seen - pooled - truth) / 40) < EXACT ? 1 : 0;
            naiveHits += Math.abs((sum(all) - pooled - truth) / 40) < EXACT ? 1 : 0;
        }
        assertEquals(runs, naiveHits);
        double bound = 1 - Math.exp(-(EXACT * 40 + 0.05 * 520) / noise);
        assertTrue(hits <= runs * bound + 3 * Math.sqrt(runs * bound), hits + " of " + runs + ", noise " + noise);
    }

    @Test
    void withdrawingTakesAnOrganisationOutAndComingBackDrawsNoNewNoise() {
        var naive = new Market(14).with(20, 200);
        String victim = naive.organisations.firstKey();
        Contribution values = naive.organisations.get(victim);
        naive.naive();
        naive.organisations.remove(victim);
        naive.naive();
        assertTrue(naive.closePairs().stream().anyMatch(pair -> Market.errorOfSubtracting(pair) < EXACT));

        var market = new Market(14).with(20, 200);
        Release first = market.release();
        assertEquals(State.NEW, all(first));
        market.organisations.remove(victim);
        Release without = market.release();
        for (Cell cell : values.profile().cells().values()) {
            assertTrue(!without.result(cell).orElseThrow().state().isShown(), cell + " still has them in it");
        }
        market.add(values);
        Release again = market.release();
        assertEquals(State.AS_BEFORE, all(again));
        assertEquals(
                first.result(Cell.ALL).orElseThrow().means(),
                again.result(Cell.ALL).orElseThrow().means());
        assertEquals(0, again.numbers(), "nothing was drawn, so nothing was spent");
    }

    @Test
    void aTenantThatInflatesItsSizeNeitherRulesTheFigureNorOpensACellOfAFew() {
        var few = new ArrayList<Contribution>();
        for (int i = 0; i < 9; i++) {
            few.add(Market.organisation("o" + i, BANK, 5, 40));
        }
        few.add(Market.organisation("x", BANK, 1_000_000, 100));
        double naive =
                (double) sum(few) / few.stream().mapToLong(Contribution::n).sum();
        assertTrue(naive > 99, "by plain weights the attacker is the benchmark");
        assertEquals(
                State.FEW_RESPONDENTS,
                all(ReleaseMaker.make("it", "2026-Q1", "", few, Past.none(), new Market(1).noise)
                        .release()));

        var market = new Market(15);
        for (int i = 0; i < 20; i++) {
            market.add(Market.organisation("o" + i, BANK, 100, 40));
        }
        market.add(Market.organisation("x", BANK, 1_000_000, 100));
        Release release = market.release();
        assertEquals(State.NEW, all(release));
        Release.Mean mean = release.result(Cell.ALL).orElseThrow().means().getFirst();
        assertTrue(mean.value() <= 55 + mean.plusMinus(), mean + ": a quarter of the weight moves 40 to 55 at most");
    }

    @Test
    void aTenantWithAFalseSectorIsNotAloneWithItsVictim() {
        var market = new Market(16);
        for (int i = 0; i < 30; i++) {
            market.add(Market.organisation("o%02d".formatted(i), BANK, 100, market.score()));
        }
        market.add(Market.organisation("victim", SCHOOL, 100, 71));
        market.add(Market.organisation("x", SCHOOL, 100, 10));
        market.naive();
        Cell schools = new Cell(Cell.Dimension.SECTOR, Sector.EDUCATION.name());
        Market.Seen two = market.seen.stream()
                .filter(seen -> seen.cell().equals(schools))
                .findFirst()
                .orElseThrow();
        assertEquals(71, (two.sum() - 10 * 100) / 100, EXACT);

        market.seen.clear();
        Release release = market.release();
        assertEquals(
                State.FEW_ORGANISATIONS, release.result(schools).orElseThrow().state());
        Cell banks = new Cell(Cell.Dimension.SECTOR, Sector.FINANCE.name());
        assertNotEquals(State.NEW, release.result(banks).orElseThrow().state(), "all less banks would be those two");
        assertEquals(List.of(), market.closePairs());
    }
}
