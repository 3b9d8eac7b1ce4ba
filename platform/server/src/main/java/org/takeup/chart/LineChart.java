package org.takeup.chart;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A line of shares over weeks with marks, for {@code chart/line.jte}. Places are units of the drawing's own 720 by 320
 * canvas, which scales as a whole.
 *
 * @param id unique on the page: lower-case letters, digits and hyphens
 * @param title what it shows, read aloud first
 * @param description the same in a sentence or two, read aloud after it
 * @param lines one for each stretch of weeks without a gap, as points of an SVG polyline
 * @param dots weeks that stand alone between two gaps
 */
public record LineChart(
        String id,
        String title,
        String description,
        List<String> lines,
        List<Dot> dots,
        List<Tick> across,
        List<Tick> up,
        List<Flag> flags) {
    /** The canvas. */
    public static final int WIDTH = 720;

    public static final int HEIGHT = 320;
    private static final int LEFT = 48;
    private static final int RIGHT = 16;
    private static final int TOP = 28;
    private static final int BOTTOM = 34;
    private static final int MOST_TICKS = 7;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yy", Locale.ENGLISH);

    public LineChart {
        lines = List.copyOf(lines);
        dots = List.copyOf(dots);
        across = List.copyOf(across);
        up = List.copyOf(up);
        flags = List.copyOf(flags);
    }

    /** A week. @param share 0 to 1, or none where there is nothing to show */
    public record Point(LocalDate monday, OptionalDouble share) {}

    /** Something that happened. @param number by which the text beside the chart names it */
    public record Mark(LocalDate on, int number) {}

    /** A week that stands alone. */
    public record Dot(String x, String y) {}

    /** A mark of an axis. */
    public record Tick(String label, String at) {}

    /** A vertical line with a number on top. */
    public record Flag(String x, int number) {}

    /**
     * Draws the weeks.
     *
     * @param points without gaps in time, oldest first, at least one
     * @param marks those outside of the weeks are left out
     */
    public static LineChart of(String id, String title, String description, List<Point> points, List<Mark> marks) {
        double top = ceiling(points);
        var drawing = new Drawing(points, top);
        drawing.trace();
        return new LineChart(
                id,
                title,
                description,
                drawing.lines,
                drawing.dots,
                drawing.weeks(),
                shares(top),
                marks.stream().flatMap(mark -> drawing.flag(mark).stream()).toList());
    }

    public int left() {
        return LEFT;
    }

    public int right() {
        return WIDTH - RIGHT;
    }

    public int top() {
        return TOP;
    }

    public int bottom() {
        return HEIGHT - BOTTOM;
    }

    /** The next tenth above the highest share: small changes stay visible, and the axis says what it shows. */
    private static double ceiling(List<Point> points) {
        double most = points.stream()
                .flatMapToDouble(point -> point.share().stream())
                .max()
                .orElse(1);
        return Math.clamp(Math.ceil(most * 10) / 10, 0.1, 1);
    }

    private static List<Tick> shares(double top) {
        var ticks = new ArrayList<Tick>();
        for (int quarter = 0; quarter <= 4; quarter++) {
            double share = top * quarter / 4;
            double percent = Math.round(share * 1000) / 10.0;
            String label = percent == Math.rint(percent) ? String.valueOf((long) percent) : String.valueOf(percent);
            ticks.add(new Tick(label + " %", number(y(share, top))));
        }
        return ticks;
    }

    private static double y(double share, double top) {
        return TOP + (1 - share / top) * (HEIGHT - TOP - BOTTOM);
    }

    private static String number(double place) {
        return String.format(Locale.ROOT, "%.1f", place);
    }

    /** Where each week lies. */
    private static final class Drawing {
        private final List<Point> points;
        private final double top;
        private final List<String> lines = new ArrayList<>();
        private final List<Dot> dots = new ArrayList<>();

        Drawing(List<Point> points, double top) {
            this.points = points;
            this.top = top;
        }

        void trace() {
            var stretch = new ArrayList<String>();
            for (int i = 0; i < points.size(); i++) {
                OptionalDouble share = points.get(i).share();
                if (share.isPresent()) {
                    stretch.add(number(x(i)) + "," + number(y(share.getAsDouble(), top)));
                } else {
                    end(stretch);
                }
            }
            end(stretch);
        }

        private void end(List<String> stretch) {
            if (stretch.size() == 1) {
                String[] place = stretch.getFirst().split(",");
                dots.add(new Dot(place[0], place[1]));
            } else if (!stretch.isEmpty()) {
                lines.add(String.join(" ", stretch));
            }
            stretch.clear();
        }

        List<Tick> weeks() {
            int step = Math.max(1, (points.size() + MOST_TICKS - 1) / MOST_TICKS);
            var ticks = new ArrayList<Tick>();
            for (int i = 0; i < points.size(); i += step) {
                ticks.add(new Tick(DAY.format(points.get(i).monday()), number(x(i))));
            }
            return ticks;
        }

        Optional<Flag> flag(Mark mark) {
            for (int i = 0; i < points.size(); i++) {
                LocalDate monday = points.get(i).monday();
                if (!mark.on().isBefore(monday) && mark.on().isBefore(monday.plusWeeks(1))) {
                    return Optional.of(new Flag(number(x(i)), mark.number()));
                }
            }
            return Optional.empty();
        }

        private double x(int i) {
            double width = WIDTH - LEFT - RIGHT;
            return points.size() == 1 ? LEFT + width / 2 : LEFT + width * i / (points.size() - 1);
        }
    }
}
