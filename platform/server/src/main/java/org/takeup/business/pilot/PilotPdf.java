package org.takeup.business.pilot;

import java.awt.Color;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Locale;
import org.takeup.business.Figures;
import org.takeup.paper.OneSheet;
import org.takeup.paper.Paper;

/** A pilot and what came of it, on one sheet of paper. */
final class PilotPdf {
    private PilotPdf() {}

    /** @param accent the organisation's colour, as {@code #rrggbb} */
    static byte[] of(PilotView view, String organisation, String accent, LocalDate today) {
        return OneSheet.of(
                () -> new Paper(view.pilot().name(), organisation, Locale.ENGLISH, Color.decode(accent)),
                (paper, sheet) -> write(paper, sheet, view, organisation),
                organisation + " \u00b7 " + today);
    }

    private static void write(Paper paper, OneSheet sheet, PilotView view, String organisation) throws IOException {
        Pilot pilot = view.pilot();
        paper.text(organisation + " \u00b7 Pilot", 9, Paper.FAINT)
                .heading(sheet.fit(pilot.name()), 18)
                .gap(4);
        part(paper, sheet, "Who", view.whom() + ". Seed of the draw: " + pilot.seed() + ".");
        part(paper, sheet, "What counts", view.counts() + ". It begins on " + pilot.starts() + ".");
        part(
                paper,
                sheet,
                "What was agreed before",
                pilot.agreed()
                        .map(agreed -> "\"" + agreed.success().words() + "\", at least "
                                + Figures.plain(agreed.success().least()) + " points; " + agreed.owner() + ", "
                                + agreed.at() + ".")
                        .orElse("Nothing yet."));
        for (Pilot.Amendment each : sheet.few(pilot.amendments())) {
            paper.point(
                    sheet.fit("Changed on " + each.at() + ", because: " + each.reason() + ". Before: \""
                            + each.before().words() + "\", at least "
                            + Figures.plain(each.before().least()) + " points."),
                    9);
        }
        paper.gap(8).heading("Result", 13);
        for (String sentence : view.result().sentences()) {
            paper.gap(3).text(sheet.fit(sentence), 10, Paper.INK);
        }
        if (!view.bars().isEmpty()) {
            paper.gap(8).heading("Who " + pilot.metric().label(), 11).gap(2);
            for (PilotView.Bar bar : view.bars()) {
                paper.bar(
                        bar.label(),
                        String.format(Locale.ROOT, "%.0f %%", bar.percent()),
                        bar.percent(),
                        bar.percent(),
                        bar.percent());
            }
        }
        for (String line : sheet.few(view.balance())) {
            paper.point(sheet.fit(line), 9);
        }
    }

    private static void part(Paper paper, OneSheet sheet, String heading, String text) throws IOException {
        paper.gap(6).heading(heading, 11).text(sheet.fit(text), 9.5f, Paper.INK);
    }
}
