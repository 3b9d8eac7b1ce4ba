package org.takeup.business;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.takeup.people.SizedSegment;

/**
 * All cases of a workspace beside each other. Pure: everything that it looks at is given.
 *
 * @param sizes everybody first, then each unit
 * @param smallest how many people a group has at least that is counted
 * @param lines what a chosen measure says in a case
 */
record CaseComparison(
        CaseSettings settings,
        List<Priority> priorities,
        List<Programme> programmes,
        List<SizedSegment> sizes,
        int smallest,
        Function<Programme.Chosen, Sheet.Line> lines) {

    Overview on(LocalDate today) {
        double learning = settings.learningMinutes() / 60.0;
        return new Overview(
                settings,
                priorities,
                ranked(),
                wins(),
                Load.conflicts(programmes.stream().map(CaseComparison::claim).toList(), sizes, learning, smallest),
                Load.conflicts(
                        priorities.stream().map(CaseComparison::claim).toList(), sizes, settings.workHours(), smallest),
                programmes.stream()
                        .filter(each -> each.hours() > learning)
                        .map(CaseComparison::named)
                        .toList(),
                deadlines(today),
                programmes.stream()
                        .filter(each -> each.need().isEmpty())
                        .map(CaseComparison::named)
                        .toList(),
                programmes.stream()
                        .map(this::balance)
                        .sorted(Comparator.comparing(Overview.Balance::name).thenComparing(Overview.Balance::id))
                        .toList(),
                Overview.Sponsored.of(programmes));
    }

    /** What a programme's place in the order is counted from. */
    static QuickWins.Factors factors(
            Programme programme,
            Optional<Priority> priority,
            CaseSettings settings,
            List<SizedSegment> sizes,
            int smallest) {
        long asked = Load.people(programme.segments(), sizes);
        // What is too small to be counted reaches nobody, so that no order gives its size away.
        long counted = asked < smallest ? 0 : asked;
        long everybody = sizes.isEmpty() ? 0 : sizes.getFirst().size();
        return QuickWins.of(programme, priority, settings, counted, everybody);
    }

    private List<Overview.Ranked> ranked() {
        Map<String, Priority> byId = priorities.stream().collect(Collectors.toMap(Priority::id, Function.identity()));
        var factors = new HashMap<String, QuickWins.Factors>();
        for (Programme each : programmes) {
            Optional<Priority> priority = Optional.ofNullable(byId.get(each.priority()));
            factors.put(each.id(), factors(each, priority, settings, sizes, smallest));
        }
        return QuickWins.ordered(programmes, factors).stream()
                .map(each -> ranked(
                        each,
                        Optional.ofNullable(byId.get(each.priority())).map(Priority::name),
                        factors.getOrDefault(each.id(), new QuickWins.Factors(0, 0, 0, 0))))
                .toList();
    }

    private Overview.Ranked ranked(Programme programme, Optional<String> priority, QuickWins.Factors why) {
        return new Overview.Ranked(
                programme.id(),
                programme.name(),
                why.points(),
                why.because(priority),
                programme.need(),
                priority,
                programme.measures().stream()
                        .filter(measure -> measure.done().isEmpty())
                        .map(measure -> new Overview.Named(measure.measure(), called(measure)))
                        .toList(),
                programme.won(),
                programme.launch().isPresent(),
                programme.version());
    }

    private String called(Programme.Chosen chosen) {
        return lines.apply(chosen).name();
    }

    /** The last one first. */
    private List<Overview.Win> wins() {
        return programmes.stream()
                .flatMap(programme -> programme.measures().stream()
                        .flatMap(each -> each
                                .done()
                                .map(done -> new Overview.Win(
                                        programme.id(),
                                        programme.name(),
                                        each.measure(),
                                        called(each),
                                        done.day(),
                                        done.by(),
                                        done.evidence(),
                                        programme.indicator().name(),
                                        programme.version()))
                                .stream()))
                .sorted(Comparator.comparing(Overview.Win::day)
                        .reversed()
                        .thenComparing(Overview.Win::programme)
                        .thenComparing(Overview.Win::name))
                .toList();
    }

    private Overview.Balance balance(Programme programme) {
        Sheet.Money money = Sheet.money(
                programme,
                programme.measures().stream().map(lines).toList(),
                Load.people(programme.segments(), sizes),
                smallest,
                settings);
        return new Overview.Balance(
                programme.id(),
                programme.name(),
                money.cost(),
                money.gain(),
                money.net(),
                programme.indicator().name() + ": "
                        + Figures.plain(programme.effect().likely()) + " "
                        + programme.indicator().unit(),
                programme.from(),
                programme.until());
    }

    private List<Overview.Deadline> deadlines(LocalDate today) {
        return programmes.stream()
                .flatMap(each -> each
                        .statutory()
                        .map(law -> Overview.Deadline.of(each, law, Business.label(law.audience()), today))
                        .stream())
                .sorted(Comparator.comparing(Overview.Deadline::due).thenComparing(Overview.Deadline::name))
                .toList();
    }

    private static Overview.Named named(Programme programme) {
        return new Overview.Named(programme.id(), programme.name());
    }

    private static Load.Claim claim(Programme each) {
        Map<String, Double> hours = each.segments().stream()
                .collect(Collectors.toMap(Function.identity(), _ -> each.hours(), (one, _) -> one));
        return new Load.Claim(each.id(), each.name(), each.from(), each.until(), hours);
    }

    private static Load.Claim claim(Priority each) {
        Map<String, Double> hours = each.claims().stream()
                .collect(Collectors.toMap(Priority.Claim::segment, Priority.Claim::hours, Math::max));
        return new Load.Claim(each.id(), each.name(), each.from(), each.deadline(), hours);
    }
}
