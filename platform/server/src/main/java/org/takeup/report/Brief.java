package org.takeup.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.takeup.measure.Shortlist;
import org.takeup.survey.ChangeView;
import org.takeup.survey.ResultsView;
import org.takeup.survey.ScaleView;
import org.takeup.survey.ScoreRange;
import org.takeup.survey.ScoreView;

/**
 * A survey's results for a director: a headline, what is strong, what is weak, what changed and what to do.
 *
 * @param answered how many answered, in a sentence
 * @param headline what it comes to, in a sentence
 * @param directed whether it is known which end of the scores is the good one; if not, the lists are only high and low
 * @param best at most three scales, the best first
 * @param worst at most three scales, the worst first
 * @param changes what became clearly higher or lower since the survey before
 * @param todo the measures that the results speak for most, at most three
 * @param found what the instrument points at, where no measure answers it
 * @param all scales from 0 to 100 with a score, as the questionnaire has them
 * @param ranged scales with a score, or with details that have one, that are shown on a range of their own
 * @param withheld why nothing is shown, if that is because of another survey, and what to do, in sentences; else empty
 */
public record Brief(
        String title,
        String instrument,
        String answered,
        String headline,
        boolean directed,
        List<Line> best,
        List<Line> worst,
        List<String> changes,
        List<Todo> todo,
        List<String> found,
        List<Line> all,
        List<Ranged> ranged,
        int smallestGroup,
        String methods,
        String withheld) {
    private static final int MOST = 3;
    private static final int FEW_PERCENT = 30;

    /**
     * One scale.
     *
     * @param meaning what a high score says
     * @param score 0 to 100
     * @param low and {@code high} are its interval, cut to the scale; both the score where all answered alike
     * @param clear whether it differs from the middle of all scales by more than its interval
     */
    public record Line(String name, String meaning, double score, double low, double high, boolean clear) {
        /** In whole points. */
        public long rounded() {
            return Math.round(score);
        }

        /** In whole points. */
        public String interval() {
            return Math.round(low) + " to " + Math.round(high);
        }
    }

    /**
     * A scale that is shown on a range of its own.
     *
     * @param meaning what a high score says
     * @param score on the range; none if too few people have one, while details have
     * @param low and {@code high} are its interval, cut to the range; both the score where all answered alike
     * @param side {@code above} or {@code below} if 0 is within the range and the whole interval is on one side; else empty
     * @param details the highest first; none of a detail
     */
    public record Ranged(
            String name,
            String meaning,
            Optional<Double> score,
            Optional<Double> low,
            Optional<Double> high,
            int from,
            int to,
            String side,
            List<Ranged> details) {
        public Ranged {
            details = List.copyOf(details);
        }

        static Ranged of(ScaleView scale, ResultsView results) {
            Optional<ScoreView> score = scale.score();
            return new Ranged(
                    scale.name(),
                    scale.meaning(),
                    score.map(ScoreView::mean),
                    score.map(each -> scale.range().clipped(each.low().orElse(each.mean()))),
                    score.map(each -> scale.range().clipped(each.high().orElse(each.mean()))),
                    scale.range().from(),
                    scale.range().to(),
                    score.map(ScoreView::side).orElse(""),
                    results.highestWithin(scale).stream()
                            .filter(detail -> detail.score().isPresent())
                            .map(detail -> of(detail, results))
                            .toList());
        }

        private ScoreRange range() {
            return new ScoreRange(from, to);
        }

        private boolean isShown() {
            return score.isPresent() || !details.isEmpty();
        }

        /** Its score, its interval and what they say of its side, in a sentence. */
        public String sentence() {
            if (score.isEmpty() || low.isEmpty() || high.isEmpty()) {
                return "Not shown: too few answers.";
            }
            String told = range().told(score.get());
            if (low.get().equals(high.get())) {
                return told + ": all answered alike.";
            }
            return told + ", likely " + range().inWords(low.get()) + " to " + range().inWords(high.get())
                    + (!range().hasSides()
                            ? "."
                            : side.isEmpty()
                                    ? ": the interval does not leave 0 out."
                                    : ": clearly " + side + " 0, by more than chance explains.");
        }

        /** The details whose interval leaves 0 out. */
        public List<Ranged> flagged() {
            return details.stream().filter(each -> !each.side().isEmpty()).toList();
        }

        /** How many details do not, in a sentence; empty if there is none. */
        public String others() {
            int others = details.size() - flagged().size();
            return others == 0
                    ? ""
                    : others == 1
                            ? "Of one more part the interval does not leave 0 out."
                            : "Of " + others + " more parts the interval does not leave 0 out.";
        }
    }

    /**
     * A measure to take.
     *
     * @param because why, in a sentence
     * @param link to the page that tells all about it
     */
    public record Todo(String measure, String name, String because, String link) {
        static Todo of(Shortlist.Line line, UnaryOperator<String> link) {
            return new Todo(line.measure(), line.name(), line.reasons().getFirst(), link.apply(line.measure()));
        }
    }

    public Brief {
        best = List.copyOf(best);
        worst = List.copyOf(worst);
        changes = List.copyOf(changes);
        todo = List.copyOf(todo);
        found = List.copyOf(found);
        all = List.copyOf(all);
        ranged = List.copyOf(ranged);
    }

    /**
     * @param named ids of the scales that the instrument points at: the weak ones, as only it knows which end is good
     * @param measures that the results speak for, the first one first
     * @param link the address of the page of a measure
     */
    public static Brief of(
            ResultsView results, Set<String> named, List<Shortlist.Line> measures, UnaryOperator<String> link) {
        List<ScaleView> scored = results.usual().stream()
                .filter(scale -> scale.score().isPresent())
                .toList();
        List<Ranged> ranged = results.ranged().stream()
                .map(scale -> Ranged.of(scale, results))
                .filter(Ranged::isShown)
                .toList();
        double middle = scored.stream().mapToDouble(Brief::mean).average().orElse(0);
        int direction = direction(scored, named);
        List<ScaleView> ordered = scored.stream()
                .sorted(Comparator.comparingDouble(scale -> direction == 0 ? -mean(scale) : -direction * mean(scale)))
                .toList();
        int each = Math.min(MOST, scored.size() / 2);
        List<Line> best =
                ordered.stream().limit(each).map(scale -> line(scale, middle)).toList();
        List<Line> worst = ordered.reversed().stream()
                .limit(each)
                .map(scale -> line(scale, middle))
                .toList();
        return new Brief(
                results.title(),
                results.instrument(),
                answered(
                        results.participation().finished(),
                        results.participation().invited()),
                results.withheld()
                        .map(ignored -> "Nothing of this survey is shown.")
                        .orElseGet(() -> headline(
                                ordered.stream()
                                        .map(scale -> line(scale, middle))
                                        .toList(),
                                direction != 0,
                                ranged)),
                direction != 0,
                best,
                worst,
                results.change().map(Brief::changes).orElse(List.of()),
                measures.stream().limit(MOST).map(line -> Todo.of(line, link)).toList(),
                measures.isEmpty() ? results.signals() : List.of(),
                scored.stream().map(scale -> line(scale, middle)).toList(),
                ranged,
                results.smallestGroup(),
                results.methods(),
                results.withheld()
                        .map(ignored -> results.fewApart() + " " + results.fewApartRemedy())
                        .orElse(""));
    }

    private static double mean(ScaleView scale) {
        return scale.score().orElseThrow().mean();
    }

    /**
     * 1 if high scores are good, -1 if low ones are, 0 if nothing tells: an instrument points at what is weak, so the good
     * end is where it does not point.
     */
    private static int direction(List<ScaleView> scored, Set<String> named) {
        double weak = scored.stream()
                .filter(scale -> named.contains(scale.id()))
                .mapToDouble(Brief::mean)
                .average()
                .orElse(Double.NaN);
        double others = scored.stream()
                .filter(scale -> !named.contains(scale.id()))
                .mapToDouble(Brief::mean)
                .average()
                .orElse(Double.NaN);
        return Double.isNaN(weak) || Double.isNaN(others) ? 0 : (int) Math.signum(others - weak);
    }

    private static Line line(ScaleView scale, double middle) {
        var score = scale.score().orElseThrow();
        double low = Math.clamp(score.low().orElse(score.mean()), 0, 100);
        double high = Math.clamp(score.high().orElse(score.mean()), 0, 100);
        return new Line(scale.name(), scale.meaning(), score.mean(), low, high, middle < low || middle > high);
    }

    private static String answered(long finished, long invited) {
        long percent = invited == 0 ? 0 : Math.round(100.0 * finished / invited);
        return finished + " of " + invited + " people answered (" + percent + " %)."
                + (percent < FEW_PERCENT ? " That is few: those who did not answer may see it otherwise." : "");
    }

    private static String headline(List<Line> ordered, boolean directed, List<Ranged> ranged) {
        if (ordered.isEmpty() && !ranged.isEmpty()) {
            return ranged.getFirst().name() + ": " + ranged.getFirst().sentence();
        }
        if (ordered.isEmpty()) {
            return "Too few people answered to show any score.";
        }
        Line first = ordered.getFirst();
        Line last = ordered.getLast();
        if (ordered.size() == 1) {
            return first.name() + " scores " + first.rounded() + " of 100.";
        }
        if (!first.clear() && !last.clear()) {
            return "All parts score about alike, between "
                    + Math.min(first.rounded(), last.rounded()) + " and " + Math.max(first.rounded(), last.rounded())
                    + " of 100: none stands clearly apart.";
        }
        return directed
                ? "Strongest is " + named(first) + "; most is to be gained in " + named(last) + "."
                : "The highest score has " + named(first) + ", the lowest " + named(last) + ".";
    }

    private static String named(Line line) {
        return line.name() + " (" + line.rounded() + " of 100)";
    }

    private static List<String> changes(ChangeView change) {
        var words = new ArrayList<String>();
        change.scales().stream()
                .filter(scale -> !scale.verdict().equals("not-sure"))
                .forEach(scale -> scale.difference()
                        .ifPresent(difference -> words.add(scale.name() + ": " + difference.pointsInWords()
                                + " points since " + change.title() + ", more than chance explains.")));
        if (words.isEmpty()) {
            words.add("Nothing has clearly changed since " + change.title() + ".");
        }
        if (!change.note().isEmpty()) {
            words.add(change.note());
        }
        return words;
    }
}
