package org.takeup.people.upload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.takeup.http.Problem;
import org.takeup.people.FileEntry;
import org.takeup.people.Local;

/** Files as spreadsheets write them, and files that are none. */
class PeopleTableTest {
    @TempDir
    private Path folder;

    private PeopleTable table(byte[] bytes) throws IOException {
        return PeopleTable.open(Files.write(folder.resolve("people.csv"), bytes));
    }

    private PeopleTable table(String text) throws IOException {
        return table(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<RowReader.Result> results(PeopleTable table) {
        var reader = new RowReader();
        var results = new ArrayList<RowReader.Result>();
        table.read(row -> results.add(reader.read(row)));
        return results;
    }

    private static FileEntry only(PeopleTable table) {
        return results(table).getFirst().entry().orElseThrow();
    }

    @Test
    void readsWhatItIsSent() throws IOException {
        assertEquals(
                new FileEntry(
                        "17",
                        "Ann, Example",
                        "ann@x.example",
                        Optional.of("R&D"),
                        Optional.of("3"),
                        true,
                        Local.UNKNOWN),
                only(table("id,name,email,unit,manager,active\r\n17,\"Ann, Example\",Ann@X.example,R&D,3,yes\r\n")));
    }

    @Test
    void findsOutSeparatorAndCharacterSetAndPassesTheMarkOfAByteOrder() throws IOException {
        String german = "Personalnummer;Vorname;Nachname;Abteilung;aktiv\n17;Jürgen;Müller;Büro;nein\n";
        var expected =
                new FileEntry("17", "Jürgen Müller", "", Optional.of("Büro"), Optional.empty(), false, Local.UNKNOWN);
        PeopleTable windows = table(german.getBytes(Charset.forName("windows-1252")));
        assertEquals(expected, only(windows));
        assertTrue(windows.readAs().contains("Windows-1252") && windows.readAs().contains("semicolons"));
        assertEquals(expected, only(table("\uFEFF" + german)));
        assertEquals(expected, only(table(german.replace(';', '\t'))));
    }

    @Test
    void saysWhichColumnsAreNotRead() throws IOException {
        assertEquals(
                List.of("Shoe size"),
                table("ID,Full name,Shoe size\n1,Ann,39\n").unknownColumns());
    }

    @Test
    void tellsTheLineOfEachRowAlsoBehindALineBreakInACell() throws IOException {
        var lines = new ArrayList<Long>();
        table("id,name,remark\n1,Ann,\"two\nlines\"\n\n2,Ben,\n").read(row -> lines.add(row.line()));
        assertEquals(List.of(2L, 5L), lines);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "name\nAnn\n",
                "id\n1\n",
                "id,first name\n1,Ann\n",
                "id,name,Name\n1,Ann,Ann\n",
                "id,name,e-mail,mail\n1,Ann,,\n",
                "PK\u0003\u0004binary",
                "{\"id\":1}"
            })
    void refusesWhatIsNoTableOfPeople(String text) {
        Problem problem = assertThrows(Problem.class, () -> table(text));
        assertEquals(422, problem.status());
        assertFalse(problem.detail().isBlank());
    }

    @ParameterizedTest
    @ValueSource(strings = {"id,name\n1,\"Ann\n2,Ben\n", "id,name\n1,\"Ann\"x\n2,Ben\n"})
    void refusesAQuotationMarkThatIsNotClosed(String text) throws IOException {
        PeopleTable table = table(text);
        assertTrue(assertThrows(Problem.class, () -> results(table)).detail().contains("quotation mark"));
    }

    @Test
    void refusesMoreRowsThanAnyCompanyHas() throws IOException {
        var rows = new StringBuilder("id,name\n");
        for (int i = 0; i <= PeopleTable.MOST_ROWS; i++) {
            rows.append(i).append(",A\n");
        }
        PeopleTable table = table(rows.toString());
        assertTrue(assertThrows(Problem.class, () -> table.read(ignored -> {}))
                .detail()
                .contains("200,000"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'',Ann,,,,            | id",
                "1,,,,,                | name",
                "1,Ann,no address,,,   | email",
                "1,Ann,a@b@c,,,        | email",
                "1,Ann,<a@b>,,,        | email",
                "1,Ann,,,1,            | manager",
                "1,Ann,,,,perhaps      | active",
                "1,A\u0000nn,,,,       | name",
                "1,Ann,,,,,,           | ''"
            })
    void saysWhatIsWrongInARow(String row, String field) throws IOException {
        RowReader.Result result = results(table("id,name,email,unit,manager,active\n" + row.replace("''", "") + "\n"))
                .getFirst();
        assertEquals(Optional.empty(), result.entry());
        assertEquals(field == null ? "" : field, result.field());
        assertFalse(result.problem().isBlank());
    }

    @ParameterizedTest
    @CsvSource({
        "language,de,time zone,Europe/Berlin,de,Europe/Berlin",
        "Sprache,de-AT,Zeitzone,europe/vienna,de,Europe/Vienna",
        "Langue,FR_ca,Fuseau horaire,America/Montreal,fr,America/Montreal",
        "Idioma,es,Zona horaria,'',es,''",
        "lang,'',tz,UTC,'',UTC"
    })
    void readsLanguageAndTimeZone(
            String title, String cell, String zoneTitle, String zoneCell, String language, String zone)
            throws IOException {
        Local local = only(table("id,name," + title + "," + zoneTitle + "\n1,Ann," + cell + "," + zoneCell + "\n"))
                .local();
        assertEquals(Local.of(Optional.of(language), Optional.of(zone)), local);
    }

    @ParameterizedTest
    @CsvSource({
        "pl, '', language, 'en (English), de (German), fr (French), es (Spanish)'",
        "Deutsch, '', language, leave the cell empty",
        "*, '', language, leave the cell empty",
        "de, Berlin, timezone, Did you mean Europe/Berlin?",
        "de, america/newyork, timezone, Did you mean America/New_York?",
        "de, +02:00, timezone, 'region and city, such as Europe/Berlin'"
    })
    void aLanguageOrZoneThatIsNoneIsRefusedWithWhatIsPossible(String language, String zone, String field, String hint)
            throws IOException {
        RowReader.Result result = results(table("id,name,language,time zone\n1,Ann," + language + "," + zone + "\n"))
                .getFirst();
        assertEquals(Optional.empty(), result.entry());
        assertEquals(field, result.field());
        assertTrue(result.problem().contains(hint), result.problem());
    }

    @Test
    void theSecondOfTwoRowsWithOneIdIsNamedWithTheLineOfTheFirst() throws IOException {
        RowReader.Result second = results(table("id,name\n1,Ann\n1,Ben\n")).get(1);
        assertTrue(second.problem().contains("Line 2"), second.problem());
    }

    @Test
    void aShortRowHasEmptyCells() throws IOException {
        assertEquals(
                new FileEntry("1", "Ann", "", Optional.empty(), Optional.empty(), true, Local.UNKNOWN),
                only(table("id,name,email,unit\n1,Ann\n")));
    }
}
