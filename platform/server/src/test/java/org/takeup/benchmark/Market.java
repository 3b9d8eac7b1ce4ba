package org.takeup.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.takeup.benchmark.Contribution.Sum;
import org.takeup.benchmark.Past.Witness;
import org.takeup.benchmark.Profile.Region;
import org.takeup.benchmark.Profile.Sector;
import org.takeup.benchmark.Profile.Size;

/**
 * Made-up organisations and the releases made of them, defended as the platform does it or naively: every cell that has
 * anybody in it, by its exact mean. What an attacker sees is the same in both cases.
 */
final class Market {
    static final List<String> TWO_SCALES = List.of("clarity", "time");

    final SplittableRandom random;
    final Noise noise;
    final NavigableMap<String, Contribution> organisations = new TreeMap<>();
    final List<Release> releases = new ArrayList<>();
    private final Map<String, List<Witness.Counted>> memory = new HashMap<>();
    /** Who was in what was shown newly, as an attacker with the whole list of customers would know. */
    final List<Seen> seen = new ArrayList<>();

    private final Map<String, Integer> asked = new HashMap<>();
    private int quarters;
    private int named;

    /** A figure with who is in it. @param sum what an attacker takes the weighted sum for */
    record Seen(String period, Cell cell, Map<String, Contribution> members, double sum) {}

    Market(long seed) {
        this.random = new SplittableRandom(seed);
        this.noise = new Noise(random);
    }

    static Contribution organisation(String name, Profile profile, long n, int... means) {
        var sums = new ArrayList<Sum>();
        for (int i = 0; i < means.length; i++) {
            sums.add(new Sum("scale" + i, n, n * means[i]));
        }
        return new Contribution(name, name + "-1", profile, n, sums, true);
    }

    /** Adds organisations of random size and score, most of them in a few cells. */
    Market with(int count, int people) {
        for (int i = 0; i < count; i++) {
            String name = "o%04d".formatted(named++);
            add(organisation(name, profile(), people / 2 + random.nextInt(people), score(), score()));
        }
        return this;
    }

    int score() {
        return 30 + random.nextInt(50);
    }

    Profile profile() {
        return new Profile(
                Sector.values()[random.nextInt(3)],
                Size.values()[random.nextInt(3)],
                Region.values()[random.nextInt(2)]);
    }

    void add(Contribution organisation) {
        asked.put(organisation.tenant(), quarters);
        organisations.put(organisation.tenant(), organisation);
    }

    /** The same organisation with a new survey. */
    void renew(String name) {
        Contribution old = organisations.get(name);
        Contribution fresh = organisation(name, old.profile(), old.n(), score(), score());
        add(new Contribution(name, name + "-" + random.nextLong(), fresh.profile(), fresh.n(), fresh.sums(), true));
    }

    /** A quarter goes by. Surveys of more than a year ago do not count, so whoever has none younger asks anew. */
    private void quarter() {
        quarters++;
        List.copyOf(organisations.keySet()).stream()
                .filter(name -> quarters - asked.get(name) > 4)
                .forEach(this::renew);
    }

    /** The platform's release. */
    Release release() {
        quarter();
        List<Release> before =
                releases.reversed().stream().limit(Budget.LOOKS_BACK).toList();
        List<Witness> witnesses = memory.entrySet().stream()
                .map(each -> new Witness(each.getKey(), each.getValue()))
                .toList();
        var made = ReleaseMaker.make(
                "it", period(), "2026-01-01", List.copyOf(organisations.values()), new Past(before, witnesses), noise);
        organisations
                .values()
                .forEach(each -> memory.computeIfAbsent(each.tenant(), any -> new ArrayList<>())
                        .add(new Witness.Counted(
                                made.release().id(),
                                each.wave(),
                                Set.copyOf(each.profile().cells().values()))));
        releases.add(made.release());
        for (Release.Result result : made.release().cells()) {
            if (result.state() == Release.State.NEW) {
                Map<String, Contribution> members = members(result.cell());
                double total = Weighing.of(List.copyOf(members.values())).total();
                seen.add(new Seen(
                        period(),
                        result.cell(),
                        members,
                        result.means().getFirst().value() * total));
            }
        }
        return made.release();
    }

    /** Somebody who has gone from the platform, with what they remember. */
    void leaves(String name) {
        organisations.remove(name);
        memory.remove(name);
    }

    /** The benchmark that this one is not. */
    void naive() {
        quarter();
        for (Cell cell : Cell.every()) {
            Map<String, Contribution> members = members(cell);
            if (!members.isEmpty()) {
                double sum = members.values().stream()
                        .mapToDouble(each -> each.sums().getFirst().sum())
                        .sum();
                seen.add(new Seen(period(), cell, members, sum));
            }
        }
    }

    private String period() {
        return (2020 + quarters / 4) + "-Q" + (quarters % 4 + 1);
    }

    private Map<String, Contribution> members(Cell cell) {
        var members = new TreeMap<String, Contribution>();
        organisations.values().stream()
                .filter(each -> each.profile().cells().containsValue(cell))
                .forEach(each -> members.put(each.tenant(), each));
        return members;
    }

    /** Pairs of what was seen that differ by one or two organisations only, surveys included. */
    List<List<Seen>> closePairs() {
        var pairs = new ArrayList<List<Seen>>();
        for (int i = 0; i < seen.size(); i++) {
            for (int j = 0; j < i; j++) {
                int apart = apart(seen.get(i), seen.get(j)).size();
                if (0 < apart && apart < 3) {
                    pairs.add(List.of(seen.get(i), seen.get(j)));
                }
            }
        }
        return pairs;
    }

    /**
     * How few organisations are left of all, at some time, when for each sector, size or region nothing or any drawing of it
     * is taken away: every rest of one or two that there is.
     */
    List<String> smallRests() {
        var small = new ArrayList<String>();
        for (Seen whole : seen) {
            for (Cell.Dimension dimension : Cell.Dimension.values()) {
                if (whole.cell().equals(Cell.ALL) && dimension != Cell.Dimension.ALL) {
                    rests(whole, dimension).stream()
                            .filter(rest -> 0 < rest && rest < 3)
                            .forEach(rest -> small.add(whole.period() + " less " + dimension + " leaves " + rest));
                }
            }
        }
        return small;
    }

    /** What can be left, by every choice; three stands for more. */
    private Set<Integer> rests(Seen whole, Cell.Dimension dimension) {
        Map<Cell, Map<String, Contribution>> parts = new HashMap<>();
        whole.members()
                .forEach((name, each) -> parts.computeIfAbsent(
                                each.profile().cells().get(dimension), any -> new TreeMap<>())
                        .put(name, each));
        Set<Integer> sums = Set.of(0);
        for (var part : parts.entrySet()) {
            var choices = new HashSet<Integer>();
            choices.add(part.getValue().size());
            var one = new Seen("", part.getKey(), part.getValue(), 0);
            seen.stream()
                    .filter(each -> each.cell().equals(part.getKey()))
                    .forEach(each -> choices.add(apart(one, each).size()));
            var next = new HashSet<Integer>();
            sums.forEach(sum -> choices.forEach(choice -> next.add(Math.min(3, sum + choice))));
            sums = next;
        }
        return sums;
    }

    static Set<String> apart(Seen one, Seen other) {
        var names = new HashSet<>(one.members().keySet());
        names.addAll(other.members().keySet());
        names.removeIf(name -> one.members().containsKey(name)
                && other.members().containsKey(name)
                && one.members()
                        .get(name)
                        .wave()
                        .equals(other.members().get(name).wave()));
        return names;
    }

    /**
     * What subtracting one from another says of the single organisation in which they differ, against the truth, if it is
     * in one of them only.
     */
    static double errorOfSubtracting(List<Seen> pair) {
        Seen larger = pair.stream()
                .max(Comparator.comparingInt(each -> each.members().size()))
                .orElseThrow();
        Seen smaller = pair.getFirst() == larger ? pair.getLast() : pair.getFirst();
        String victim = apart(larger, smaller).iterator().next();
        Contribution truth = larger.members().get(victim);
        double mean = (larger.sum() - smaller.sum()) / truth.n();
        return Math.abs(mean - (double) truth.sums().getFirst().sum() / truth.n());
    }
}
