package org.takeup.business;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A programme's case, counted: from the need to the indicator.
 *
 * @param measures what is done, in the reader's language
 * @param people whom it asks; 0 if they are fewer than may be counted
 * @param hours learning hours that it asks of all of them together, over all weeks; 0 if they are not counted
 * @param days person-days of all measures
 * @param cost money: days, purchases and, if it is counted, learners' time
 * @param net gain less cost; none if nobody put the gain in money
 * @param swings by how much each line moves the result between its low and its high, the largest first
 * @param points and {@code because}: where it stands among quick wins, and why
 */
public record Sheet(
        Programme programme,
        Optional<Priority> priority,
        List<Line> measures,
        long people,
        double hours,
        Estimate days,
        Estimate cost,
        Optional<Estimate> net,
        List<Swing> swings,
        double points,
        String because,
        CaseSettings settings) {
    /** How low, likely and high add up. */
    public static final String METHOD = Ranges.METHOD;

    public Sheet {
        measures = List.copyOf(measures);
        swings = List.copyOf(swings);
    }

    /**
     * A measure.
     *
     * @param evidence how well it is known to work
     * @param sources cited wherever the case is shown
     * @param done when it was done, if it was
     */
    public record Line(
            String measure,
            String name,
            Estimate days,
            String evidence,
            List<String> sources,
            Optional<Programme.Won> done) {
        public Line {
            sources = List.copyOf(sources);
        }
    }

    /** The result at the low and at the high end of one line, the others as is likely. */
    public record Swing(String line, double low, double high) {
        double size() {
            return Math.abs(high - low);
        }
    }

    /** Measures that are still to be done. */
    public List<Line> open() {
        return measures.stream().filter(each -> each.done().isEmpty()).toList();
    }

    /** Measures that are done. */
    public List<Line> wins() {
        return measures.stream().filter(each -> each.done().isPresent()).toList();
    }

    /** Whether it costs anything that could be counted. */
    public boolean costly() {
        return cost.high() > 0;
    }

    /**
     * What a programme costs and brings, from low to high.
     *
     * @param gain none if nobody puts it in money
     * @param net gain less cost; none as well
     */
    record Money(Estimate cost, Optional<Estimate> gain, Optional<Estimate> net) {}

    /** What a programme costs and brings. */
    static Money money(Programme programme, List<Line> measures, long people, int smallest, CaseSettings settings) {
        List<Ranges.Line> costs = costs(programme, measures, hours(programme, people, smallest), settings);
        Optional<Estimate> gain = Optional.of(programme.gain()).filter(each -> each.high() > 0);
        return new Money(Ranges.sum(costs), gain, gain.map(_ -> Ranges.sum(all(programme, costs))));
    }

    /** The gain, if it is put in money, and what the costs take away from it; the costs alone if it is not. */
    private static List<Ranges.Line> all(Programme programme, List<Ranges.Line> costs) {
        List<Ranges.Line> all = new ArrayList<>();
        boolean inMoney = programme.gain().high() > 0;
        if (inMoney) {
            all.add(new Ranges.Line("Gain", programme.gain(), 1));
        }
        costs.forEach(
                line -> all.add(new Ranges.Line(line.name(), line.estimate(), inMoney ? -line.times() : line.times())));
        return all;
    }

    private static double hours(Programme programme, long people, int smallest) {
        return people >= smallest ? people * programme.hours() * programme.weeks() : 0;
    }

    static Sheet of(
            Programme programme,
            Optional<Priority> priority,
            List<Line> measures,
            long people,
            int smallest,
            QuickWins.Factors factors,
            CaseSettings settings) {
        boolean counted = people >= smallest;
        double hours = hours(programme, people, smallest);
        Money money = money(programme, measures, people, smallest, settings);
        return new Sheet(
                programme,
                priority,
                measures,
                counted ? people : 0,
                hours,
                Ranges.sum(measures.stream()
                        .map(each -> new Ranges.Line(each.name(), each.days(), 1))
                        .toList()),
                money.cost(),
                money.net(),
                swings(all(programme, costs(programme, measures, hours, settings))),
                factors.points(),
                factors.because(priority.map(Priority::name)),
                settings);
    }

    private static List<Ranges.Line> costs(
            Programme programme, List<Line> measures, double hours, CaseSettings settings) {
        var costs = new ArrayList<Ranges.Line>();
        measures.forEach(each -> costs.add(new Ranges.Line(each.name(), each.days(), settings.perDay())));
        if (programme.purchases().high() > 0) {
            costs.add(new Ranges.Line("Purchases", programme.purchases(), 1));
        }
        if (hours * settings.perHour() > 0) {
            costs.add(new Ranges.Line("Learners' time", Estimate.exactly(hours), settings.perHour()));
        }
        return costs;
    }

    private static List<Swing> swings(List<Ranges.Line> lines) {
        double likely = lines.stream().mapToDouble(Ranges.Line::likely).sum();
        return lines.stream()
                .map(line -> {
                    double others = likely - line.likely();
                    return new Swing(
                            line.name(),
                            others + line.times() * line.estimate().low(),
                            others + line.times() * line.estimate().high());
                })
                .filter(swing -> swing.size() > 0)
                .sorted(Comparator.comparingDouble(Swing::size).reversed().thenComparing(Swing::line))
                .toList();
    }
}
