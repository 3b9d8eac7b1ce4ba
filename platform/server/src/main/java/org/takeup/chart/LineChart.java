package org.takeup.chart;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A line of shares over weeks with marks, for {@code chart/line.jte}. It is laid out twice: text in a drawing that scales
 * as a whole would be too small to read on a phone.
 *
 * @param id unique on the page: lower-case letters, digits and hyphens
 * @param title what it shows, read aloud first
 * @param description the same in a sentence or two, read aloud after it
 */
public record LineChart(String id, String title, String description, Layout wide, Layout narrow) {
    private static final Canvas WIDE = new Canvas(720, 320, 7);
    private static final Canvas NARROW = new Canvas(340, 280, 3);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yy", Locale.ENGLISH);

    /** A week. @param share 0 to 1, or none where there is nothing to show */
    public record Point(LocalDate monday, OptionalDouble share) {}

    /** Something that happened. @param number by which the text beside the chart names it */
    public record Mark(LocalDate on, int number) {}

    /** A week that stands alone. */
    public record Dot(String x, String y) {}

    /** A mark of an axis. @param anchor which end of the label is there, as SVG says it */
    public record Tick(String label, String at, String anchor) {}

    /**
     * A vertical line with the numbers of one week's marks on top.
     *
     * @param label such as {@code 3} or {@code 3–5}
     * @param boxX left edge of the label's box
     * @param boxY its upper edge; labels that would touch stand in rows
     * @param boxWidth its width
     */
    public record Flag(String x, String label, String boxX, int boxY, int boxWidth) {}

    /** The size of a drawing in its own units, about a pixel each on the screen that it is for. */
    private record Canvas(int width, int height, int mostTicks) {}

    /**
     * One drawing.
     *
     * @param lines one for each stretch of weeks without a gap, as points of an SVG polyline
     * @param dots weeks that stand alone between two gaps
     */
    public record Layout(
            int width,
            int height,
            int left,
            int right,
            int top,
            int bottom,
            List<String> lines,
            List<Dot> dots,
            List<Tick> across,
            List<Tick> up,
            List<Flag> flags) {
        public Layout {
            lines = List.copyOf(lines);
            dots = List.copyOf(dots);
            across = List.copyOf(across);
            up = List.copyOf(up);
            flags = List.copyOf(flags);
        }
    }

    /**
     * Draws the weeks.
     *
     * @param points without gaps in time, oldest first, at least one
     * @param marks in the order of their numbers; those outside of the weeks are left out
     */
    public static LineChart of(String id, String title, String description, List<Point> points, List<Mark> marks) {
        return new LineChart(
                id,
                title,
                description,
                new Drawing(WIDE, points, marks).layout(),
                new Drawing(NARROW, points, marks).layout());
    }

    /** Where everything lies on one canvas. */
    private static final class Drawing {
        private static final int LEFT = 48;
        private static final int RIGHT = 16;
        private static final int BELOW = 34;
        private static final int ABOVE = 12;
        private static final int ROW = 20;
        private static final int DIGIT = 7;
        private static final int PADDING = 9;
        /** About the width of a date. */
        private static final double LABEL = 64;
        /** Flags stand at least about this far apart, so that a few rows hold them. */
        private static final int NEAREST = 16;

        private final Canvas canvas;
        private final List<Point> points;
        private final double ceiling;
        private final List<Flag> flags;
        private final int top;

        Drawing(Canvas canvas, List<Point> points, List<Mark> marks) {
            this.canvas = canvas;
            this.points = points;
            this.ceiling = ceiling(points);
            this.flags = flags(marks);
            this.top = ABOVE
                    + flags.stream().mapToInt(flag -> flag.boxY() + ROW).max().orElse(0);
        }

        Layout layout() {
            var lines = new ArrayList<String>();
            var dots = new ArrayList<Dot>();
            trace(lines, dots);
            return new Layout(
                    canvas.width(),
                    canvas.height(),
                    LEFT,
                    canvas.width() - RIGHT,
                    top,
                    canvas.height() - BELOW,
                    lines,
                    dots,
                    weeks(),
                    shares(),
                    flags);
        }

        /** The next tenth above the highest share: small changes stay visible, and the axis says what it shows. */
        private static double ceiling(List<Point> points) {
            double most = points.stream()
                    .flatMapToDouble(point -> point.share().stream())
                    .max()
                    .orElse(1);
            return Math.clamp(Math.ceil(most * 10) / 10, 0.1, 1);
        }

        private List<Tick> shares() {
            var ticks = new ArrayList<Tick>();
            for (int quarter = 0; quarter <= 4; quarter++) {
                double share = ceiling * quarter / 4;
                double percent = Math.round(share * 1000) / 10.0;
                String label = percent == Math.rint(percent) ? String.valueOf((long) percent) : String.valueOf(percent);
                ticks.add(new Tick(label + " %", number(y(share)), "end"));
            }
            return ticks;
        }

        private void trace(List<String> lines, List<Dot> dots) {
            var stretch = new ArrayList<Dot>();
            for (int i = 0; i < points.size(); i++) {
                OptionalDouble share = points.get(i).share();
                if (share.isPresent()) {
                    stretch.add(new Dot(number(x(i)), number(y(share.getAsDouble()))));
                } else {
                    end(stretch, lines, dots);
                }
            }
            end(stretch, lines, dots);
        }

        private static void end(List<Dot> stretch, List<String> lines, List<Dot> dots) {
            if (stretch.size() == 1) {
                dots.add(stretch.getFirst());
            } else if (!stretch.isEmpty()) {
                lines.add(stretch.stream().map(dot -> dot.x() + "," + dot.y()).collect(Collectors.joining(" ")));
            }
            stretch.clear();
        }

        private List<Tick> weeks() {
            int step = Math.max(1, (points.size() + canvas.mostTicks() - 1) / canvas.mostTicks());
            var ticks = new ArrayList<Tick>();
            for (int i = 0; i < points.size(); i += step) {
                ticks.add(new Tick(DAY.format(points.get(i).monday()), number(x(i)), anchor(x(i))));
            }
            return ticks;
        }

        /** Labels near the right edge end there instead of running out of the drawing. */
        private String anchor(double x) {
            return x + LABEL / 2 > canvas.width() ? "end" : "middle";
        }

        /** One flag a week, or a few weeks in a long history. Each label takes the first row where it touches no other. */
        private List<Flag> flags(List<Mark> marks) {
            var placed = new ArrayList<Flag>();
            var rowEnds = new ArrayList<Double>();
            together(marks).forEach((week, numbers) -> {
                String label = numbers.size() == 1
                        ? String.valueOf(numbers.getFirst())
                        : numbers.getFirst() + "–" + numbers.getLast();
                int width = label.length() * DIGIT + PADDING;
                double left = Math.clamp(x(week) - width / 2.0, 0, canvas.width() - width);
                int row = 0;
                while (row < rowEnds.size() && rowEnds.get(row) > left) {
                    row++;
                }
                if (row == rowEnds.size()) {
                    rowEnds.add(0.0);
                }
                rowEnds.set(row, left + width + 2);
                placed.add(new Flag(number(x(week)), label, number(left), row * ROW, width));
            });
            return placed;
        }

        /** The numbers by the week that their flag stands in. */
        private Map<Integer, List<Integer>> together(List<Mark> marks) {
            int most = canvas.width() / NEAREST;
            int span = (points.size() + most - 1) / most;
            var flagged = new TreeMap<Integer, List<Integer>>();
            LocalDate first = points.getFirst().monday();
            for (Mark mark : marks) {
                long week = Math.floorDiv(ChronoUnit.DAYS.between(first, mark.on()), 7L);
                if (week >= 0 && week < points.size()) {
                    int start = (int) week / span * span;
                    flagged.computeIfAbsent(start, any -> new ArrayList<>()).add(mark.number());
                }
            }
            return flagged;
        }

        private double x(int week) {
            double width = canvas.width() - LEFT - RIGHT;
            return points.size() == 1 ? LEFT + width / 2 : LEFT + width * week / (points.size() - 1);
        }

        private double y(double share) {
            return top + (1 - share / ceiling) * (canvas.height() - top - BELOW);
        }

        private static String number(double place) {
            return String.format(Locale.ROOT, "%.1f", place);
        }
    }
}
