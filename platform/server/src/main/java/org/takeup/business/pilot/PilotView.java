package org.takeup.business.pilot;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.takeup.business.Business;
import org.takeup.business.Figures;
import org.takeup.business.Programme;
import org.takeup.http.Typed;
import org.takeup.tenant.Workspace;

/**
 * A pilot in words, for its page and its sheet.
 *
 * @param whom who takes part
 * @param programme its name, if it is still there
 * @param counts what counts as take-up, and when
 * @param outlook what could be seen; only before it begins
 * @param balance how alike the groups were
 * @param bars shares of both groups, before and after, in percent; none without a result
 * @param typed of the form for what is agreed
 */
public record PilotView(
        Pilot pilot,
        String whom,
        Optional<String> programme,
        String counts,
        Optional<String> outlook,
        List<String> balance,
        Result result,
        List<Bar> bars,
        Typed typed) {
    public PilotView {
        balance = List.copyOf(balance);
        bars = List.copyOf(bars);
    }

    /** A share. @param percent 0 to 100 */
    public record Bar(String label, double percent) {}

    static PilotView of(Pilots pilots, PilotResults results, Workspace workspace, Pilot pilot, Typed typed) {
        Result result = results.result(workspace, pilot);
        int smallest = workspace.settings().smallestGroup();
        return new PilotView(
                pilot,
                Business.label(pilot.segment()) + ": " + pilot.design().label().toLowerCase(Locale.ROOT)
                        + (pilot.design().random() ? ", " + pilot.percent() + " % try it out" : ""),
                Optional.of(pilot.programme())
                        .filter(id -> !id.isEmpty())
                        .flatMap(id -> pilots.business().findProgramme(workspace, id))
                        .map(Programme::name),
                "People who " + pilot.metric().label() + " at least once in " + pilot.weeksAfter()
                        + " weeks from the start, compared with the " + pilot.weeksBefore() + " weeks before",
                pilot.begun().isPresent()
                        ? Optional.empty()
                        : Optional.of(results.outlook(workspace, pilot)
                                .map(outlook -> words(outlook) + tooSmall(pilot, outlook))
                                .orElse(
                                        pilot.design().compares()
                                                ? "A group would have fewer than " + smallest
                                                        + " people. It cannot begin like this."
                                                : "Without a comparison group nobody can say how small a difference"
                                                        + " would be seen.")),
                balance(pilot, smallest),
                result,
                result.effect().map(effect -> bars(pilot, effect)).orElse(List.of()),
                typed);
    }

    private static String words(PilotResults.Outlook outlook) {
        return String.format(
                Locale.ROOT,
                "With groups of %d and %d and a share of %s before%s you can see a difference of %.0f points or more"
                        + " (2.8 x sqrt(2pq/n), for groups of unlike size 2.8 x sqrt(pq(1/n + 1/m))).",
                outlook.pilot(),
                outlook.others(),
                Figures.percent(outlook.share()),
                outlook.known() ? "" : " (not known yet; a half needs most people)",
                Math.ceil(outlook.points()));
    }

    /** Said while something can be done about it: a pilot that is too small ends undecided, whatever is true. */
    private static String tooSmall(Pilot pilot, PilotResults.Outlook outlook) {
        return pilot.agreed()
                .map(agreement -> agreement.success().least())
                .filter(least -> least < outlook.points())
                .map(least -> String.format(
                        Locale.ROOT,
                        " That is more than the %s points that were agreed: even if those come, this pilot is likely to end"
                                + " undecided. Let more people take part, or agree on what can be seen.",
                        new DecimalFormat("0.#", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(least)))
                .orElse("");
    }

    private static List<String> balance(Pilot pilot, int smallest) {
        return pilot.begun().stream()
                .filter(_ -> pilot.design() == Pilot.Design.MATCHED)
                .flatMap(begun -> Stream.concat(
                        begun.balance().stream()
                                .map(each -> String.format(
                                        Locale.ROOT,
                                        "%s: %+.2f standard deviations apart before matching, %+.2f after it",
                                        each.what(),
                                        each.before(),
                                        each.after())),
                        Stream.of((begun.unmatched() == 0
                                        ? "Everybody found somebody alike"
                                        : (begun.unmatched() < smallest
                                                        ? "Fewer than " + smallest
                                                        : String.valueOf(begun.unmatched()))
                                                + " found nobody alike within the caliper and are left out")
                                + ". Matched by unit, past take-up and weeks enrolled; how long somebody has"
                                + " worked here is not known.")))
                .toList();
    }

    private static List<Bar> bars(Pilot pilot, Effect effect) {
        List<Bar> tried = List.of(
                new Bar("Tried it out, before", 100 * effect.pilotBefore()),
                new Bar("Tried it out, after", 100 * effect.pilotAfter()));
        return pilot.design().compares()
                ? Stream.concat(
                                tried.stream(),
                                Stream.of(
                                        new Bar("Compared with, before", 100 * effect.othersBefore()),
                                        new Bar("Compared with, after", 100 * effect.othersAfter())))
                        .toList()
                : tried;
    }
}
