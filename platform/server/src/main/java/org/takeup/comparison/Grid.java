package org.takeup.comparison;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Finds for each person of a large group one of many others who is alike, in time that grows as the number of people: exact
 * matching on a coarse grid, one to one, without putting back (S. M. Iacus, G. King and G. Porro, Political Analysis 20, 2012).
 * A cell is a unit, a tenth of past take-up and a number of weeks enrolled. Who finds nobody in the own unit is looked for in the
 * same cell of all other units. Within a cell the order of the lists decides, so whoever shuffles them decides by chance. Who
 * finds nobody is left out of the comparison. Pure.
 */
public final class Grid {
    private static final int STEPS = 10;

    private Grid() {}

    private record Cell(String unit, long takeUp, long enrolled) {}

    /** @param treated in the order in which they choose @param pool in the order in which they are chosen */
    public static Matching.Matched match(List<Matching.Likeness> treated, List<Matching.Likeness> pool) {
        var pairs = new ArrayList<Matching.Pair>();
        List<Matching.Likeness> alone = pair(treated, pool, Grid::cell, pairs);
        var taken = new java.util.HashSet<String>();
        pairs.forEach(pair -> taken.add(pair.other().person()));
        List<Matching.Likeness> left =
                pool.stream().filter(each -> !taken.contains(each.person())).toList();
        pair(alone, left, each -> new Cell("", takeUp(each), Math.round(each.enrolled())), pairs);
        return new Matching.Matched(pairs, Matching.balances(treated, pool, pairs));
    }

    /** @return those who found nobody */
    private static List<Matching.Likeness> pair(
            List<Matching.Likeness> treated,
            List<Matching.Likeness> pool,
            Function<Matching.Likeness, Cell> cell,
            List<Matching.Pair> pairs) {
        Map<Cell, Deque<Matching.Likeness>> cells = new HashMap<>();
        pool.forEach(each ->
                cells.computeIfAbsent(cell.apply(each), _ -> new ArrayDeque<>()).add(each));
        var alone = new ArrayList<Matching.Likeness>();
        for (Matching.Likeness each : treated) {
            Deque<Matching.Likeness> alike = cells.getOrDefault(cell.apply(each), new ArrayDeque<>());
            if (alike.isEmpty()) {
                alone.add(each);
            } else {
                pairs.add(new Matching.Pair(each, alike.remove()));
            }
        }
        return alone;
    }

    private static Cell cell(Matching.Likeness each) {
        return new Cell(each.unit(), takeUp(each), Math.round(each.enrolled()));
    }

    private static long takeUp(Matching.Likeness each) {
        return Math.round(each.takeUp() * STEPS);
    }
}
