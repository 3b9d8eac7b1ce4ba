package org.takeup.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Horizontal bars with confidence intervals, for {@code chart/bars.jte}. Places along the axis are percentages, so that the
 * drawing fills any width and its words keep their size on a phone.
 *
 * @param id unique on the page: lower-case letters, digits and hyphens
 * @param title what it shows, read aloud first
 * @param description the same in a sentence or two, read aloud after it
 * @param height in CSS pixels
 * @param ticks marks of the axis
 */
public record BarChart(String id, String title, String description, int height, List<Row> rows, List<Tick> ticks) {
    private static final int ROW = 58;
    private static final int AXIS = 28;

    public BarChart {
        rows = List.copyOf(rows);
        ticks = List.copyOf(ticks);
    }

    /**
     * One value to draw.
     *
     * @param low and {@code high} are the ends of its interval; both equal the value if there is none
     */
    public record Bar(String label, double value, double low, double high) {}

    /** A drawn bar. Lengths such as {@code 42.5%} run along the axis, plain numbers are CSS pixels. */
    public record Row(
            String label, String value, int labelY, int barY, int whiskerY, String width, String low, String high) {
        /** Whether there is an interval to draw. */
        public boolean hasInterval() {
            return !low.equals(high);
        }
    }

    /** A mark of the axis. */
    public record Tick(String label, String x, String anchor) {}

    /**
     * Lays out bars on an axis from 0 to {@code most}. Values beyond it are drawn at its end.
     *
     * @param most above 0
     */
    public static BarChart of(String id, String title, String description, double most, List<Bar> bars) {
        if (most <= 0) {
            throw new IllegalArgumentException("The axis must have a length, not " + most);
        }
        var rows = new ArrayList<Row>();
        for (int i = 0; i < bars.size(); i++) {
            rows.add(row(bars.get(i), i * ROW, most));
        }
        return new BarChart(id, title, description, bars.size() * ROW + AXIS, rows, ticks(most));
    }

    private static Row row(Bar bar, int top, double most) {
        return new Row(
                bar.label(),
                String.format(Locale.ROOT, "%,d", Math.round(bar.value())),
                top + 18,
                top + 28,
                top + 38,
                place(bar.value(), most),
                place(bar.low(), most),
                place(bar.high(), most));
    }

    private static List<Tick> ticks(double most) {
        var ticks = new ArrayList<Tick>();
        for (int quarter = 0; quarter <= 4; quarter++) {
            double value = most * quarter / 4;
            String anchor = quarter == 0 ? "start" : quarter == 4 ? "end" : "middle";
            ticks.add(new Tick(number(value), place(value, most), anchor));
        }
        return ticks;
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,d", (long) value)
                : String.format(Locale.ROOT, "%.1f", value);
    }

    private static String place(double value, double most) {
        return String.format(Locale.ROOT, "%.2f%%", Math.clamp(value / most, 0, 1) * 100);
    }
}
