package org.takeup.business;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.takeup.chart.BarChart;
import org.takeup.tenant.Workspace;

/**
 * A case in words and figures, for its page and its sheet.
 *
 * @param audience whom it asks, in words
 * @param asked how many people and hours, in words
 * @param effect what is expected, in words
 * @param cost in words
 * @param net gain less cost, in words; none without a gain in money
 * @param bars what the result hangs on: the width of each line
 * @param smallest groups below this are not counted
 */
public record CaseView(
        Sheet sheet,
        String audience,
        String asked,
        String effect,
        String cost,
        String days,
        Optional<String> gain,
        Optional<String> net,
        List<Swing> swings,
        Optional<BarChart> bars,
        int smallest) {
    public CaseView {
        swings = List.copyOf(swings);
    }

    /** How much a line moves the result. @param part of the largest one, in percent */
    public record Swing(String line, String range, double part) {}

    static CaseView of(Sheet sheet, Workspace workspace) {
        Programme programme = sheet.programme();
        String currency = sheet.settings().currency();
        String unit = programme.indicator().unit();
        Estimate effect = programme.effect();
        double widest = sheet.swings().isEmpty() ? 1 : sheet.swings().getFirst().size();
        int smallest = workspace.settings().smallestGroup();
        List<Swing> swings = sheet.swings().stream()
                .map(each -> new Swing(
                        each.line(),
                        Figures.money(Math.min(each.low(), each.high()), currency) + " to "
                                + Figures.money(Math.max(each.low(), each.high()), currency),
                        100 * each.size() / widest))
                .toList();
        return new CaseView(
                sheet,
                programme.segments().isEmpty()
                        ? "Nobody yet"
                        : programme.segments().stream().map(Business::label).collect(Collectors.joining(", ")),
                asked(sheet, smallest),
                Figures.plain(effect.likely()) + " " + unit + " (" + range(effect) + ")",
                money(sheet.cost(), currency),
                Figures.plain(sheet.days().likely()) + " person-days (" + range(sheet.days()) + ")",
                programme.gain().high() > 0 ? Optional.of(money(programme.gain(), currency)) : Optional.empty(),
                sheet.net().map(net -> money(net, currency)),
                swings,
                swings.isEmpty() ? Optional.empty() : Optional.of(bars(sheet, currency)),
                smallest);
    }

    private static String asked(Sheet sheet, int smallest) {
        Programme programme = sheet.programme();
        String each = programme.minutesPerWeek() + " minutes a week each";
        return sheet.people() == 0
                ? each + "; fewer than " + smallest + " people, so they are not counted"
                : Figures.plain(sheet.people()) + " people, " + each + ", " + Figures.plain(sheet.hours())
                        + " hours in all";
    }

    private static String range(Estimate estimate) {
        return Figures.plain(estimate.low()) + " to " + Figures.plain(estimate.high());
    }

    private static String money(Estimate estimate, String currency) {
        String likely = Figures.money(estimate.likely(), currency);
        String low = Figures.money(estimate.low(), currency);
        String high = Figures.money(estimate.high(), currency);
        return low.equals(high) ? likely : likely + " (" + low + " to " + high + ")";
    }

    private static BarChart bars(Sheet sheet, String currency) {
        double most = sheet.swings().getFirst().size();
        return BarChart.of(
                "swings",
                "What the result hangs on",
                "How many " + currency + " each line moves the result by, between its low and its high value.",
                most,
                sheet.swings().stream()
                        .map(each -> new BarChart.Bar(each.line(), each.size(), each.size(), each.size()))
                        .toList());
    }
}
