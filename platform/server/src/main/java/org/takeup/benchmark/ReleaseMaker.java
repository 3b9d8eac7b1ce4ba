package org.takeup.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.takeup.benchmark.Release.Result;
import org.takeup.benchmark.Release.State;

/**
 * Makes one release: decides by numbers of organisations and respondents alone what may be shown, then draws the noise.
 * No answer has a part in what is shown and what is not. For one thread.
 */
final class ReleaseMaker {
    private final List<Contribution> everybody;
    private final String period;
    private final Past past;
    private final Noise noise;
    private final Map<Cell, List<Contribution>> members = new TreeMap<>();
    private final Map<Cell, State> states = new TreeMap<>();
    private final Map<Cell, Result> again = new TreeMap<>();

    private ReleaseMaker(String period, List<Contribution> everybody, Past past, Noise noise) {
        this.period = period;
        this.everybody = everybody;
        this.past = past;
        this.noise = noise;
        Cell.every().forEach(cell -> members.put(cell, new ArrayList<>()));
        everybody.forEach(each -> each.profile().cells().values().forEach(cell -> in(cell).add(each)));
    }

    /** A release. @param spent organisations whose means the cuts were drawn from */
    record Made(Release release, Set<String> spent) {}

    /** @param everybody one contribution of each organisation, all with the same scales */
    static Made make(
            String instrument, String period, String day, List<Contribution> everybody, Past past, Noise noise) {
        return new ReleaseMaker(period, everybody, past, noise).make(instrument, day);
    }

    private Made make(String instrument, String day) {
        List<String> scales = everybody.isEmpty()
                ? List.of()
                : everybody.getFirst().sums().stream()
                        .map(Contribution.Sum::scale)
                        .toList();
        members.forEach((cell, all) -> states.put(cell, enough(all)));
        leaveAlike();
        dropNoisy(scales.size());
        hideComplements();
        int numbers = dimensions(isNew()).size() * scales.size();
        long scale = Budget.scale(numbers);
        List<Result> results = members.keySet().stream()
                .map(cell -> result(cell, scale, scales))
                .toList();
        List<Contribution> spending = spending();
        List<Integer> cuts = Cuts.draw(means(spending), Cuts.wanted(spending.size()), noise);
        boolean asBefore = cuts.isEmpty() && state(Cell.ALL) == State.AS_BEFORE;
        Optional<Release> before = past.last().filter(any -> asBefore);
        var release = new Release(
                instrument,
                period,
                day,
                scales,
                numbers,
                scale,
                results,
                before.map(Release::cuts).orElse(cuts),
                before.map(Release::cutsFrom).orElse(cuts.isEmpty() ? "" : period));
        return new Made(release, cuts.isEmpty() ? Set.of() : tenants(spending));
    }

    private List<Contribution> in(Cell cell) {
        return Objects.requireNonNull(members.get(cell));
    }

    private State state(Cell cell) {
        return Objects.requireNonNull(states.get(cell));
    }

    private static State enough(List<Contribution> all) {
        if (all.size() < Budget.FEWEST_ORGANISATIONS) {
            return State.FEW_ORGANISATIONS;
        }
        return Weighing.of(all).isEnough() ? State.NEW : State.FEW_RESPONDENTS;
    }

    /** No new figure for what differs from other figures, or sums of them, by one or two organisations. */
    private void leaveAlike() {
        var published = new Published(past);
        Set<String> taking = tenants(everybody);
        for (Cell cell : isNew()) {
            Drawn wanted = drawn(cell);
            boolean allowed = published.allows(wanted);
            // What was published may be shown again, but not with somebody in it who takes part no more.
            Optional<Result> before = past.same(wanted).or(() -> allowed ? Optional.empty() : past.shown(cell, taking));
            if (before.isPresent()) {
                again.put(cell, before.get());
                states.put(cell, State.AS_BEFORE);
            } else if (allowed) {
                published.add(wanted);
            } else {
                states.put(cell, State.TOO_LIKE_ANOTHER);
            }
        }
    }

    private Drawn drawn(Cell cell) {
        return new Drawn(
                period,
                cell,
                in(cell).stream()
                        .collect(Collectors.toMap(
                                Contribution::member,
                                each -> Set.copyOf(each.profile().cells().values()))),
                0);
    }

    /** The more dimensions have new cells, the more noise each has; those that it drowns make room for the others. */
    private void dropNoisy(int scales) {
        List<Cell> wanted = isNew();
        Set<Cell> kept = new HashSet<>(wanted);
        Set<Cell> before;
        do {
            before = kept;
            EnumSet<Cell.Dimension> dimensions = dimensions(kept);
            long scale = Budget.scale(dimensions.size() * scales);
            kept = wanted.stream()
                    .filter(cell -> dimensions.contains(cell.dimension()))
                    .filter(cell -> Weighing.of(in(cell)).plusMinus(scale) <= Budget.WIDEST)
                    .collect(Collectors.toSet());
        } while (!kept.equals(before));
        for (Cell cell : wanted) {
            states.put(cell, kept.contains(cell) ? State.NEW : State.TOO_NOISY);
        }
    }

    /** All less what is shown of a dimension is a cell as well, and must be nobody or enough for one. */
    private void hideComplements() {
        if (!state(Cell.ALL).isShown()) {
            return;
        }
        for (Cell.Dimension dimension : EnumSet.complementOf(EnumSet.of(Cell.Dimension.ALL))) {
            List<Cell> shown = new ArrayList<>(states.keySet().stream()
                    .filter(cell -> cell.dimension() == dimension && state(cell).isShown())
                    .sorted(Comparator.comparingInt(cell -> in(cell).size()))
                    .toList());
            while (!shown.isEmpty() && !isNobodyOrEnough(rest(dimension, shown))) {
                states.put(shown.removeFirst(), State.WOULD_DISCLOSE);
            }
        }
    }

    private List<Contribution> rest(Cell.Dimension dimension, List<Cell> shown) {
        return everybody.stream()
                .filter(each -> !shown.contains(each.profile().cells().get(dimension)))
                .toList();
    }

    private static boolean isNobodyOrEnough(List<Contribution> rest) {
        return rest.isEmpty() || Weighing.of(rest).isEnough();
    }

    private Result result(Cell cell, long scale, List<String> scales) {
        return switch (state(cell)) {
            case NEW -> new Result(cell, State.NEW, period, in(cell).size(), means(in(cell), scale, scales));
            case AS_BEFORE -> {
                Result shown = Objects.requireNonNull(again.get(cell));
                yield new Result(cell, State.AS_BEFORE, shown.from(), shown.organisations(), shown.means());
            }
            case State hidden -> new Result(cell, hidden, "", 0, List.of());
        };
    }

    private List<Release.Mean> means(List<Contribution> all, long scale, List<String> scales) {
        var weighing = Weighing.of(all);
        var means = new ArrayList<Release.Mean>();
        for (int i = 0; i < scales.size(); i++) {
            int at = i;
            long sum = all.stream()
                    .mapToLong(each -> each.sums().get(at).weighted(weighing.weight(each)))
                    .sum();
            long noisy = sum + noise.laplace(scale);
            long tenths = Math.clamp(Math.floorDiv(20 * noisy + weighing.total(), 2 * weighing.total()), 0L, 1000L);
            means.add(new Release.Mean(scales.get(i), (int) tenths, weighing.plusMinus(scale)));
        }
        return means;
    }

    private List<Contribution> spending() {
        return state(Cell.ALL) == State.NEW
                ? everybody.stream().filter(Contribution::canSpend).toList()
                : List.of();
    }

    private static List<Integer> means(List<Contribution> all) {
        return all.stream().map(each -> each.sums().getFirst().mean()).toList();
    }

    private List<Cell> isNew() {
        return states.keySet().stream().filter(cell -> state(cell) == State.NEW).toList();
    }

    private static EnumSet<Cell.Dimension> dimensions(Iterable<Cell> cells) {
        var dimensions = EnumSet.noneOf(Cell.Dimension.class);
        cells.forEach(cell -> dimensions.add(cell.dimension()));
        return dimensions;
    }

    private static Set<String> tenants(List<Contribution> all) {
        return all.stream().map(Contribution::tenant).collect(Collectors.toSet());
    }
}
