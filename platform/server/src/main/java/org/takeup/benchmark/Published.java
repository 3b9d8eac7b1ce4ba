package org.takeup.benchmark;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.takeup.benchmark.Contribution.Member;

/**
 * What anybody can subtract from one another: all that was drawn in the releases before, and in this one so far. For one
 * thread.
 */
final class Published {
    private final List<Drawn> all;

    Published(Past past) {
        this.all = new ArrayList<>(past.drawn());
    }

    void add(Drawn drawn) {
        all.add(drawn);
    }

    /** Whether no difference to what is published, nor to a sum of it, would tell about one or a few. */
    boolean allows(Drawn wanted) {
        return all.stream().noneMatch(each -> Drawn.isTooLike(each.distance(wanted))) && allowsSums(wanted);
    }

    /** All, at any time, less a cell of each sector, at any times; and so for sizes and regions. */
    private boolean allowsSums(Drawn wanted) {
        if (wanted.cell().equals(Cell.ALL)) {
            return Stream.of(Cell.Dimension.values())
                    .filter(dimension -> dimension != Cell.Dimension.ALL)
                    .noneMatch(dimension -> leavesFew(wanted, dimension, all));
        }
        var more = new ArrayList<>(all);
        more.add(wanted);
        return all.stream()
                .filter(each -> each.cell().equals(Cell.ALL))
                .noneMatch(whole -> leavesFew(whole, wanted.cell().dimension(), more));
    }

    /**
     * What is left when some cells were taken from the whole.
     *
     * @param rest organisations that are known
     * @param gone who have gone, of the whole
     * @param goneElsewhere who have gone, of cells that were drawn in another period: the same ones, or others
     */
    private record Left(int rest, int gone, int goneElsewhere) {
        Left less(int rest, Drawn whole, Drawn taken) {
            return taken.period().equals(whole.period())
                    ? new Left(this.rest + rest, gone - taken.gone(), goneElsewhere)
                    : new Left(this.rest + rest, gone, goneElsewhere + taken.gone());
        }

        /** Whether it could be one or a few. */
        boolean isFew() {
            int least = rest + Math.abs(gone - goneElsewhere);
            int most = rest + Math.abs(gone) + goneElsewhere;
            return least < Budget.LEAST_CHANGE && most > 0;
        }
    }

    /** Whether one or a few are left when nothing or any drawing of each cell of a dimension is taken from the whole. */
    private static boolean leavesFew(Drawn whole, Cell.Dimension dimension, List<Drawn> drawn) {
        Map<Cell, Set<Member>> parts = whole.by(dimension);
        var cells = new TreeSet<>(parts.keySet());
        drawn.stream()
                .map(Drawn::cell)
                .filter(cell -> cell.dimension() == dimension)
                .forEach(cells::add);
        Set<Left> left = Set.of(new Left(0, whole.gone(), 0));
        for (Cell cell : cells) {
            Set<Member> part = parts.getOrDefault(cell, Set.of());
            var next = new HashSet<Left>();
            for (Left each : left) {
                next.add(new Left(each.rest() + part.size(), each.gone(), each.goneElsewhere()));
                drawn.stream()
                        .filter(taken -> taken.cell().equals(cell))
                        .map(taken ->
                                each.less(Drawn.distance(part, taken.members().keySet()), whole, taken))
                        .forEach(next::add);
            }
            next.removeIf(each -> each.rest() >= Budget.LEAST_CHANGE);
            left = next;
        }
        return left.stream().anyMatch(Left::isFew);
    }
}
