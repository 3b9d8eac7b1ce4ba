package org.takeup.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Estimates with their intervals on an axis that has nought in it, for {@code chart/intervals.jte}: what lies right of the line is
 * more, what lies left of it is less. Places along the axis are percentages, so that the drawing fills any width and its words
 * keep their size on a phone.
 *
 * @param id unique on the page: lower-case letters, digits and hyphens
 * @param title what it shows, read aloud first
 * @param description the same in a sentence or two, read aloud after it
 * @param height in CSS pixels
 * @param zero where nought is
 */
public record IntervalChart(
        String id, String title, String description, int height, String zero, List<Row> rows, List<Tick> ticks) {
    private static final int ROW = 58;
    private static final int AXIS = 28;
    private static final double ROOM = 1.05;

    public IntervalChart {
        rows = List.copyOf(rows);
        ticks = List.copyOf(ticks);
    }

    /** One value to draw. @param low and {@code high} are the ends of its interval; both equal the value if there is none */
    public record Estimate(String label, double value, double low, double high) {}

    /** A drawn one. Lengths such as {@code 42.5%} run along the axis, plain numbers are CSS pixels. */
    public record Row(String label, String value, int labelY, int y, String at, String low, String high) {
        /** Whether there is an interval to draw. */
        public boolean hasInterval() {
            return !low.equals(high);
        }
    }

    /** A mark of the axis. */
    public record Tick(String label, String x, String anchor) {}

    /** Lays them out on an axis that is as long to the left of nought as to its right and holds all of them. */
    public static IntervalChart of(String id, String title, String description, List<Estimate> estimates) {
        double most = estimates.stream()
                        .mapToDouble(each ->
                                Math.max(Math.abs(each.value()), Math.max(Math.abs(each.low()), Math.abs(each.high()))))
                        .max()
                        .orElse(0)
                * ROOM;
        return of(id, title, description, Math.max(1, Math.ceil(most)), estimates);
    }

    /** The same on an axis that goes this far to both sides. What lies beyond is drawn at its end. @param end above 0 */
    public static IntervalChart of(String id, String title, String description, double end, List<Estimate> estimates) {
        var rows = new ArrayList<Row>();
        for (int i = 0; i < estimates.size(); i++) {
            Estimate each = estimates.get(i);
            rows.add(new Row(
                    each.label(),
                    String.format(Locale.ROOT, "%+.1f", each.value()),
                    i * ROW + 18,
                    i * ROW + 38,
                    place(each.value(), end),
                    place(each.low(), end),
                    place(each.high(), end)));
        }
        List<Tick> ticks = List.of(
                new Tick(String.format(Locale.ROOT, "%+.0f", -end), "0%", "start"),
                new Tick("0", "50%", "middle"),
                new Tick(String.format(Locale.ROOT, "%+.0f", end), "100%", "end"));
        return new IntervalChart(id, title, description, estimates.size() * ROW + AXIS, "50%", rows, ticks);
    }

    private static String place(double value, double end) {
        return String.format(Locale.ROOT, "%.2f%%", (Math.clamp(value / end, -1, 1) + 1) * 50);
    }
}
