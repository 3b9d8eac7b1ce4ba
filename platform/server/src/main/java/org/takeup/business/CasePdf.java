package org.takeup.business;

import java.awt.Color;
import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.takeup.paper.OneSheet;
import org.takeup.paper.Paper;

/** A case on one sheet of paper. */
final class CasePdf {
    private CasePdf() {}

    /** @param accent the organisation's colour, as {@code #rrggbb} */
    static byte[] of(CaseView view, String organisation, String accent, LocalDate today) {
        String title = view.sheet().programme().name();
        return OneSheet.of(
                () -> new Paper(title, organisation, Locale.ENGLISH, Color.decode(accent)),
                (paper, sheet) -> write(paper, sheet, view, organisation),
                organisation + " \u00b7 " + today);
    }

    private static void write(Paper paper, OneSheet sheet, CaseView view, String organisation) throws IOException {
        Sheet shown = view.sheet();
        Programme programme = shown.programme();
        paper.text(organisation + " \u00b7 Business case", 9, Paper.FAINT)
                .heading(sheet.fit(programme.name()), 18)
                .gap(4);
        part(paper, sheet, "Business need", programme.need().isEmpty() ? "Nobody has said one yet." : programme.need());
        part(
                paper,
                sheet,
                "Business priority",
                shown.priority()
                        .map(each -> each.name() + ", weight " + each.weight() + " of 5, owned by " + each.owner()
                                + ", until " + each.deadline())
                        .orElse("None yet."));
        part(
                paper,
                sheet,
                "Programme",
                view.audience() + ": " + view.asked() + ". From " + programme.from() + " to " + programme.until()
                        + (programme.sponsor().isEmpty() ? "." : ". Sponsor: " + programme.sponsor() + "."));
        if (programme.statutory().isPresent()) {
            Programme.Statutory law = programme.statutory().get();
            part(
                    paper,
                    sheet,
                    "Demanded by law",
                    law.rule() + ", by " + law.due() + ", for " + Business.label(law.audience()) + ".");
        }
        measures(paper, sheet, shown);
        part(
                paper,
                sheet,
                "Expected effect and indicator",
                programme.indicator().name() + ": change of " + view.effect() + "; today "
                        + Figures.plain(programme.indicator().baseline()) + ", target "
                        + Figures.plain(programme.indicator().target()) + ".");
        part(paper, sheet, "Cost", view.cost() + "; " + view.days() + ".");
        if (view.net().isPresent()) {
            part(
                    paper,
                    sheet,
                    "Gain, and gain less cost",
                    view.gain().orElse("") + "; less cost " + view.net().get() + ".");
        }
        bars(paper, sheet, view);
        sources(paper, sheet, shown);
        paper.gap(6).text(sheet.fit(Sheet.METHOD), 7, Paper.FAINT);
    }

    private static void measures(Paper paper, OneSheet sheet, Sheet shown) throws IOException {
        if (!shown.open().isEmpty() || shown.wins().isEmpty()) {
            paper.gap(6).heading(shown.wins().isEmpty() ? "Measures" : "Measures still to do", 11);
        }
        for (Sheet.Line line : sheet.few(shown.open())) {
            paper.point(
                    sheet.fit(line.name()) + ": " + Figures.plain(line.days().likely()) + " person-days ("
                            + Figures.plain(line.days().low()) + " to "
                            + Figures.plain(line.days().high()) + ")",
                    9);
        }
        if (shown.wins().isEmpty()) {
            return;
        }
        paper.gap(6).heading("Done already", 11);
        for (Sheet.Line line : sheet.few(shown.wins())) {
            String when = line.done()
                    .map(done -> ", " + done.day() + ", said by " + done.by()
                            + (done.evidence().isEmpty() ? "" : ": " + done.evidence()))
                    .orElse("");
            paper.point(sheet.fit(line.name() + when), 9);
        }
        paper.text(
                sheet.fit("Watch: " + shown.programme().indicator().name() + ", "
                        + shown.programme().indicator().unit() + "."),
                9,
                Paper.FAINT);
    }

    private static void part(Paper paper, OneSheet sheet, String heading, String text) throws IOException {
        paper.gap(6).heading(heading, 11).text(sheet.fit(text), 9.5f, Paper.INK);
    }

    private static void bars(Paper paper, OneSheet sheet, CaseView view) throws IOException {
        if (!view.swings().isEmpty()) {
            paper.gap(6).heading("What the result hangs on", 11).gap(2);
            for (CaseView.Swing swing : sheet.few(view.swings())) {
                paper.bar(sheet.fit(swing.line()), swing.range(), swing.part(), swing.part(), swing.part());
            }
        }
    }

    private static void sources(Paper paper, OneSheet sheet, Sheet shown) throws IOException {
        Set<String> cited = shown.measures().stream()
                .flatMap(line -> line.sources().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!cited.isEmpty()) {
            paper.gap(6).heading("Evidence", 11);
            for (String source : sheet.few(List.copyOf(cited))) {
                paper.point(sheet.fit(source), 8);
            }
        }
    }
}
