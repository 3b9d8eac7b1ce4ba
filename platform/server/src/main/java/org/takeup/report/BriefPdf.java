package org.takeup.report;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.takeup.paper.Paper;

/** A {@link Brief} on paper. */
final class BriefPdf {
    private BriefPdf() {}

    /** @param accent the organisation's colour, as {@code #rrggbb} @param foot at the foot of each sheet */
    static byte[] of(Brief brief, String organisation, String accent, String foot) {
        try (var paper = new Paper(brief.title(), organisation, Locale.ENGLISH, Color.decode(accent))) {
            paper.text(organisation + " \u00b7 " + brief.instrument(), 10, Paper.FAINT)
                    .heading(brief.title(), 22)
                    .gap(4)
                    .text(brief.headline(), 13, Paper.INK)
                    .gap(4)
                    .text(brief.answered(), 10, Paper.FAINT);
            if (!brief.withheld().isEmpty()) {
                paper.gap(8).text(brief.withheld(), 10.5f, Paper.INK);
            }
            scales(paper, brief.directed() ? "Strong" : "Highest", brief.best());
            scales(paper, brief.directed() ? "To be gained" : "Lowest", brief.worst());
            for (Brief.Ranged each : brief.ranged()) {
                ranged(paper, each);
            }
            points(paper, "What changed", brief.changes());
            measures(paper, brief.todo());
            points(paper, "What stands out", brief.found());
            if (!brief.all().isEmpty()) {
                paper.gap(16).heading("All scores", 14).gap(6);
                for (Brief.Line line : brief.all()) {
                    paper.bar(
                            line.name(),
                            line.rounded() + "  (" + line.interval() + ")",
                            line.score(),
                            line.low(),
                            line.high());
                }
                paper.text("From 0 to 100. The thin line is the 95 % interval of the mean.", 9, Paper.FAINT);
            }
            return paper.gap(12)
                    .text(
                            "Groups of fewer than " + brief.smallestGroup() + " people are not shown. "
                                    + brief.methods(),
                            8,
                            Paper.FAINT)
                    .bytes(foot);
        } catch (IOException e) {
            throw new UncheckedIOException("A report cannot be written to memory", e);
        }
    }

    private static void scales(Paper paper, String heading, List<Brief.Line> lines) throws IOException {
        if (!lines.isEmpty()) {
            paper.gap(14).heading(heading, 14).gap(2);
            for (Brief.Line line : lines) {
                paper.point(line.name() + ": " + line.rounded() + " of 100. " + line.meaning(), 10.5f);
            }
        }
    }

    private static void ranged(Paper paper, Brief.Ranged scale) throws IOException {
        paper.gap(14).heading(scale.name(), 14).gap(2);
        paper.point(scale.sentence() + " " + scale.meaning(), 10.5f);
        for (Brief.Ranged detail : scale.flagged()) {
            paper.point(detail.name() + ": " + detail.sentence(), 10.5f);
        }
        if (!scale.others().isEmpty()) {
            paper.point(scale.others(), 10.5f);
        }
    }

    private static void measures(Paper paper, List<Brief.Todo> measures) throws IOException {
        if (!measures.isEmpty()) {
            paper.gap(14).heading("What to do", 14).gap(2);
            for (Brief.Todo each : measures) {
                paper.point(each.name() + ". " + each.because(), 10.5f).link(each.link(), 8);
            }
        }
    }

    private static void points(Paper paper, String heading, List<String> points) throws IOException {
        if (!points.isEmpty()) {
            paper.gap(14).heading(heading, 14).gap(2);
            for (String point : points) {
                paper.point(point, 10.5f);
            }
        }
    }
}
