package org.takeup.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.takeup.benchmark.Profile.Region;
import org.takeup.benchmark.Profile.Sector;
import org.takeup.benchmark.Profile.Size;
import org.takeup.benchmark.Release.Result;
import org.takeup.benchmark.Release.State;

class ReleaseMakerTest {
    private static final Profile HOSPITAL = new Profile(Sector.HEALTH, Size.LARGE, Region.WESTERN_EUROPE);

    private static Result all(Release release) {
        return release.result(Cell.ALL).orElseThrow();
    }

    @Test
    void nineOrganisationsAreTooFewAndTenAreEnough() {
        var market = new Market(1).with(9, 500);
        assertEquals(State.FEW_ORGANISATIONS, all(market.release()).state());
        market.with(1, 500);
        assertEquals(State.NEW, all(market.release()).state());
    }

    @Test
    void ninetyNineRespondentsAreTooFew() {
        var market = new Market(2);
        for (int i = 0; i < 11; i++) {
            market.add(Market.organisation("o" + i, HOSPITAL, 9, 50));
        }
        assertEquals(State.FEW_RESPONDENTS, all(market.release()).state());
    }

    @Test
    void nobodyEverHasMoreThanAQuarterOfTheWeight() {
        var random = new SplittableRandom(3);
        for (int run = 0; run < 2_000; run++) {
            var members = new ArrayList<Contribution>();
            int count = 4 + random.nextInt(30);
            for (int i = 0; i < count; i++) {
                long n = 1 + random.nextInt(1 << random.nextInt(1, 20));
                members.add(Market.organisation("o" + i, HOSPITAL, n, 50));
            }
            var weighing = Weighing.of(members);
            long largest = members.stream().mapToLong(weighing::weight).max().orElse(0);
            assertTrue(4 * largest <= weighing.total(), members.toString());
            // The p % rule, which this implies: all but the two largest are at least twice the largest.
            assertTrue(weighing.total() - 2 * largest >= 2 * largest);
            assertTrue(members.stream().allMatch(each -> weighing.weight(each) <= each.n()));
        }
    }

    @Test
    void oneRespondentMovesAWeightedSumByNoMoreThanTheSensitivity() {
        var random = new SplittableRandom(4);
        for (int run = 0; run < 5_000; run++) {
            long n = 1 + random.nextInt(2_000);
            long sum = random.nextLong(100 * n + 1);
            long other = Math.min(100 * n, sum + Budget.RESPONDENT_SENSITIVITY);
            long weight = 1 + random.nextLong(n);
            long moved = new Contribution.Sum("s", n, other).weighted(weight)
                    - new Contribution.Sum("s", n, sum).weighted(weight);
            assertTrue(0 <= moved && moved <= Budget.RESPONDENT_SENSITIVITY, moved + " with " + weight + "/" + n);
        }
    }

    @Test
    void noRespondentIsInMoreNumbersThanEpsilonPaysFor() {
        for (int seed = 0; seed < 30; seed++) {
            Release release = new Market(seed).with(20 + 3 * seed, 60).release();
            for (Contribution any :
                    new Market(seed).with(20 + 3 * seed, 60).organisations.values()) {
                long numbers = release.cells().stream()
                        .filter(result -> result.state() == State.NEW)
                        .filter(result -> any.profile().cells().containsValue(result.cell()))
                        .mapToLong(result -> result.means().size())
                        .sum();
                assertTrue(
                        numbers * Budget.RESPONDENT_SENSITIVITY <= Budget.RESPONDENT_EPSILON * release.noise(),
                        numbers + " at " + release.noise());
            }
        }
    }

    @Test
    void theIntervalHoldsTheTrueMeanNineteenTimesOfTwenty() {
        int shown = 0;
        int missed = 0;
        for (int seed = 0; seed < 120; seed++) {
            var market = new Market(seed).with(60, 100);
            Release release = market.release();
            for (Market.Seen seen : market.seen) {
                var members = List.copyOf(seen.members().values());
                var weighing = Weighing.of(members);
                double truth = members.stream()
                                .mapToDouble(each -> (double) weighing.weight(each)
                                        * each.sums().getFirst().sum()
                                        / each.n())
                                .sum()
                        / weighing.total();
                Release.Mean mean =
                        release.result(seen.cell()).orElseThrow().means().getFirst();
                assertTrue(mean.plusMinus() <= Budget.WIDEST);
                shown++;
                missed += Math.abs(mean.value() - truth) > mean.plusMinus() ? 1 : 0;
            }
        }
        assertTrue(shown > 300 && missed <= 0.05 * shown + 3 * Math.sqrt(0.05 * 0.95 * shown), missed + "/" + shown);
    }

    @Test
    void whatNoiseDrownsIsHiddenWhateverTheAnswersAre() {
        var market = new Market(5);
        for (int i = 0; i < 12; i++) {
            market.add(Market.organisation("o" + i, HOSPITAL, 15, 0, 100, 50, 50, 50));
        }
        Release release = market.release();
        assertEquals(State.TOO_NOISY, all(release).state());
        assertEquals(0, release.numbers());
        market.organisations.replaceAll(
                (name, old) -> Market.organisation(name, HOSPITAL, 15, 100, 100, 100, 100, 100));
        assertEquals(State.TOO_NOISY, all(new MarketOf(market).release()).state());
    }

    /** The same organisations with no past. */
    private record MarketOf(Market market) {
        Release release() {
            var fresh = new Market(6);
            market.organisations.values().forEach(fresh::add);
            return fresh.release();
        }
    }

    @Test
    void allLessWhatIsShownOfADimensionIsNobodyOrEnough() {
        int hidden = 0;
        for (int seed = 0; seed < 60; seed++) {
            var market = new Market(seed).with(25, 800);
            Release release = market.release();
            for (Cell.Dimension dimension : Cell.Dimension.values()) {
                var rest = market.organisations.values().stream()
                        .filter(each -> !release.result(each.profile().cells().get(dimension))
                                .orElseThrow()
                                .state()
                                .isShown())
                        .toList();
                assertTrue(
                        rest.isEmpty()
                                || !all(release).state().isShown()
                                || Weighing.of(rest).isEnough(),
                        seed + " " + dimension + " leaves " + rest.size());
            }
            hidden += release.cells().stream().anyMatch(each -> each.state() == State.WOULD_DISCLOSE) ? 1 : 0;
        }
        assertTrue(hidden > 0, "no market needed it, so nothing was shown");
    }

    @Test
    void aCountIsToldInFivesAndThatOfAHiddenCellIsNotEvenKept() {
        Release release = new Market(8).with(23, 300).release();
        assertEquals(20, all(release).told());
        assertTrue(release.cells().stream()
                .filter(each -> !each.state().isShown())
                .allMatch(each -> each.organisations() == 0 && each.means().isEmpty()));
        assertFalse(release.cells().stream().allMatch(each -> each.state().isShown()));
    }

    @Test
    void whoHasSpentTheBudgetOfThePeriodHasNoPartInCuts() {
        var market = new Market(9).with(130, 100);
        var made = ReleaseMaker.make(
                "it",
                "2026-Q1",
                "2026-01-09",
                List.copyOf(market.organisations.values()),
                Past.none(),
                new Noise(new SplittableRandom(1)));
        assertEquals(130, made.spent().size());
        assertEquals(1, made.release().cuts().size());
        List<Contribution> some = market.organisations.values().stream()
                .map(each -> new Contribution(
                        each.tenant(),
                        each.wave(),
                        each.profile(),
                        each.n(),
                        each.sums(),
                        each.tenant().compareTo("o0050") >= 0))
                .toList();
        var less =
                ReleaseMaker.make("it", "2026-Q1", "2026-01-09", some, Past.none(), new Noise(new SplittableRandom(1)));
        assertEquals(List.of(), less.release().cuts());
        assertTrue(less.spent().isEmpty());
    }
}
