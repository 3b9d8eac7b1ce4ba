package org.takeup.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The power and interest picture: where each stakeholder's point and label stand. Interest runs to the right and power
 * upwards; those with equal figures stand beside each other, and labels that would touch move down.
 *
 * @param lines between points that are related
 * @param points in drawing units of {@link #WIDTH} by {@link #HEIGHT}
 */
public record StakeholderMap(List<Point> points, List<Line> lines) {
    public static final int WIDTH = 720;
    public static final int HEIGHT = 480;
    /** Where the lowest interest begins, and how far one step of it is. */
    public static final int LEFT = 50;

    public static final int CELL_WIDTH = 130;
    /** Where the highest power begins, and how far one step of it is. */
    public static final int TOP = 20;

    public static final int CELL_HEIGHT = 84;
    private static final int LINE = 15;
    private static final int LONGEST_LABEL = 20;
    private static final int MOST_IN_CELL = 5;

    /**
     * One point.
     *
     * @param more how many others of the same place are only in the table; 0 for all but the last shown
     */
    public record Point(int x, int y, String label, Stakeholder stakeholder, int more) {
        public String title() {
            return stakeholder.name();
        }

        public Quadrant quadrant() {
            return stakeholder.quadrant();
        }
    }

    /** A relation between two that are drawn. @param words for who hears the picture */
    public record Line(int x1, int y1, int x2, int y2, String words) {}

    /** @param relations those of whom one end is not drawn are only in the table */
    public static StakeholderMap of(List<Stakeholder> stakeholders, List<Relation> relations) {
        var points = new ArrayList<Point>();
        for (int power = 5; power >= 1; power--) {
            for (int interest = 1; interest <= 5; interest++) {
                addCell(power, interest, stakeholders, points);
            }
        }
        var byId = new HashMap<String, Point>();
        points.forEach(point -> byId.put(point.stakeholder().id(), point));
        return new StakeholderMap(
                List.copyOf(points),
                relations.stream().flatMap(each -> line(each, byId)).toList());
    }

    private static Stream<Line> line(Relation relation, Map<String, Point> byId) {
        Point from = byId.get(relation.from());
        Point to = byId.get(relation.to());
        return from == null || to == null
                ? Stream.empty()
                : Stream.of(new Line(
                        from.x(),
                        from.y(),
                        to.x(),
                        to.y(),
                        from.title() + " " + relation.kind().words() + " " + to.title()));
    }

    private static void addCell(int power, int interest, List<Stakeholder> all, List<Point> points) {
        List<Stakeholder> here = all.stream()
                .filter(each -> each.power() == power && each.interest() == interest)
                .sorted(Comparator.comparing(Stakeholder::size).reversed().thenComparing(Stakeholder::name))
                .toList();
        int shown = Math.min(here.size(), MOST_IN_CELL);
        int x = LEFT + (interest - 1) * CELL_WIDTH + 12;
        int top = TOP + (5 - power) * CELL_HEIGHT + (CELL_HEIGHT - shown * LINE) / 2 + LINE / 2;
        for (int i = 0; i < shown; i++) {
            Stakeholder each = here.get(i);
            int more = i == shown - 1 ? here.size() - shown : 0;
            points.add(new Point(x, top + i * LINE, shortened(each.name()), each, more));
        }
    }

    private static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_LABEL
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_LABEL - 1))
                                .strip() + "…";
    }
}
