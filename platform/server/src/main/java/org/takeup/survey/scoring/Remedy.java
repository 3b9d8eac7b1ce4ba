package org.takeup.survey.scoring;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.takeup.plugin.api.survey.ScoringModel.Scale;
import org.takeup.survey.scoring.Gaps.Part;
import org.takeup.survey.scoring.LeftOut.Alike;
import org.takeup.survey.scoring.Subtraction.Kind;

/** What to leave out so that a combination of figures no longer tells of a few. Rather a score of a unit than answers. */
final class Remedy {
    private static final Comparator<Part> BY_SIZE = Comparator.comparing(
                    (Part part) -> part.scale().index())
            .thenComparing(part -> part.items().cardinality())
            .thenComparing(part -> part.scale().id());

    private final Published published;
    private final List<Part> parts;
    private final List<Kind> kinds;
    private final int smallest;
    private final Columns columns;

    Remedy(Published published, List<Kind> kinds, int smallest, Columns columns) {
        this.published = published;
        this.parts = published.parts();
        this.kinds = kinds;
        this.smallest = smallest;
        this.columns = columns;
    }

    /** @param people of whom alone the combination has something; not empty */
    Optional<Step> against(double[] combination, Set<Alike> people) {
        Set<Part> byUnit = published.byUnit(combination);
        if (byUnit.size() > 1 && byUnit.stream().anyMatch(Remedy::isDetail)) {
            // No page tells these apart by unit anyway.
            return Optional.of(new Step.Whole(details(true)));
        }
        Optional<Part> index = byUnit.stream()
                .filter(part -> parts.stream().anyMatch(other -> isIndexOf(part, other) && isTold(other)))
                .max(BY_SIZE);
        return index.isPresent() ? index.map(part -> scores(part, people)) : answers(combination, people);
    }

    private Optional<Step> answers(double[] combination, Set<Alike> people) {
        var touched = new BitSet();
        published.in(combination).forEach(part -> touched.or(part.items()));
        return people.stream().anyMatch(alike -> alike.answered().intersects(touched))
                ? Optional.of(new Step.Answers(people, touched))
                : Optional.empty();
    }

    private boolean isTold(Part part) {
        return columns.isTold(part.scale());
    }

    /**
     * The scores on a scale of the units of these people, and of others of which few left something out; and of more units, the
     * smallest first, as long as few left something out of all those that are not shown: the total less what is shown is theirs.
     */
    private Step scores(Part part, Set<Alike> people) {
        Set<String> concerned = people.stream().map(Alike::unit).collect(Collectors.toSet());
        var hidden = new HashSet<String>();
        int gaps = 0;
        List<Unit> others = new ArrayList<>();
        for (Unit unit : units(part)) {
            if (!unit.isShown()) {
                gaps += unit.gaps();
            } else if (concerned.contains(unit.name()) || unit.gaps() > 0 && unit.gaps() < smallest) {
                hidden.add(unit.name());
                gaps += unit.gaps();
            } else {
                others.add(unit);
            }
        }
        others.sort(Comparator.comparing((Unit unit) -> unit.gaps() == 0).thenComparing(Unit::people));
        for (Unit unit : others) {
            if (gaps < smallest || hidden.isEmpty()) {
                hidden.add(unit.name());
                gaps += unit.gaps();
            }
        }
        return hidden.isEmpty() ? new Step.Whole(Set.of(part.scale())) : new Step.Cells(part.scale(), hidden);
    }

    /**
     * A unit on a scale.
     *
     * @param gaps how many of its people left a part of the scale out
     * @param isShown whether its score on the scale is shown
     */
    private record Unit(String name, int people, int gaps, boolean isShown) {}

    private List<Unit> units(Part part) {
        Map<String, List<Kind>> units = kinds.stream()
                .collect(Collectors.groupingBy(kind -> kind.alike().unit(), TreeMap::new, Collectors.toList()));
        return units.entrySet().stream()
                .map(unit -> new Unit(
                        unit.getKey(),
                        unit.getValue().stream().mapToInt(Kind::people).sum(),
                        unit.getValue().stream()
                                .filter(kind -> part.hasGap(kind.alike().answered()))
                                .mapToInt(Kind::people)
                                .sum(),
                        published.isShown(part, unit.getKey())))
                .toList();
    }

    private static boolean isDetail(Part part) {
        return !part.scale().within().isEmpty();
    }

    /** @param told whether only those are meant that are told apart by unit */
    private Set<Scale> details(boolean told) {
        return parts.stream()
                .filter(Remedy::isDetail)
                .filter(part -> !told || isTold(part))
                .map(Part::scale)
                .collect(Collectors.toSet());
    }

    private static boolean isIndexOf(Part part, Part other) {
        return BY_SIZE.compare(other, part) < 0 && other.items().intersects(part.items());
    }

    /** First the units of what has statements in common with others, then all of it. Answers go last. */
    Optional<Step> tooLong() {
        if (parts.size() > 1 && parts.stream().anyMatch(Remedy::isDetail)) {
            Set<Scale> told = details(true);
            return Optional.of(new Step.Whole(told.isEmpty() ? details(false) : told));
        }
        Optional<Scale> index = parts.stream()
                .filter(part -> parts.stream().anyMatch(other -> isIndexOf(part, other)))
                .max(BY_SIZE)
                .map(Part::scale);
        return index.isPresent() ? Optional.of(new Step.Whole(Set.of(index.get()))) : everybodyWithAGap();
    }

    /** Then each of these scales is answered in whole or not at all, and there is nothing to tell people apart by. */
    private Optional<Step> everybodyWithAGap() {
        for (Part part : parts) {
            Set<Alike> people = kinds.stream()
                    .map(Kind::alike)
                    .filter(alike -> part.hasGap(alike.answered()))
                    .collect(Collectors.toSet());
            if (!people.isEmpty()) {
                return Optional.of(new Step.Answers(people, part.items()));
            }
        }
        return Optional.empty();
    }
}
