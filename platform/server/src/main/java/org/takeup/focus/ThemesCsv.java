package org.takeup.focus;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.takeup.http.Csv;

/** Themes and quotes as tables (RFC 4180) that a spreadsheet runs nothing of. */
final class ThemesCsv {
    private ThemesCsv() {}

    static void themes(Themes all, OutputStream out) throws IOException {
        line(out, "theme", "joined to", "id", "groups", "speakers", "speakers by unit", "survey scores");
        for (Themes.Theme theme : all.themes()) {
            line(
                    out,
                    theme.label(),
                    theme.joins() == Code.Joins.NOTHING ? "" : theme.joins().words(),
                    theme.joined(),
                    String.valueOf(theme.groups()),
                    theme.speakersInWords(),
                    theme.units().entrySet().stream()
                            .map(unit -> unit.getKey() + ": " + unit.getValue())
                            .collect(Collectors.joining("; ")),
                    theme.scores().stream()
                            .map(score -> score.title() + ": " + score.inWords())
                            .collect(Collectors.joining("; ")));
        }
    }

    static void quotes(Themes all, OutputStream out) throws IOException {
        line(out, "quote", "talk", "themes");
        for (Themes.Quote quote : all.quotes()) {
            line(out, quote.text(), quote.topic(), String.join("; ", quote.codes()));
        }
    }

    private static void line(OutputStream out, String... cells) throws IOException {
        String row = List.of(cells).stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
        out.write(row.getBytes(StandardCharsets.UTF_8));
    }
}
