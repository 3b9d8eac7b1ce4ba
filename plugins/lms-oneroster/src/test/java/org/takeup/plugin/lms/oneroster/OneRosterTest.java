package org.takeup.plugin.lms.oneroster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.lms.ConnectorContext;
import org.takeup.plugin.api.lms.LearningRecord;
import org.takeup.plugin.api.lms.LearningRecord.Activity;
import org.takeup.plugin.api.lms.LearningRecord.Completion;
import org.takeup.plugin.api.lms.LearningRecord.Completion.Outcome;
import org.takeup.plugin.api.lms.LearningRecord.Course;
import org.takeup.plugin.api.lms.LearningRecord.Enrolment;
import org.takeup.plugin.api.lms.LearningRecord.Offering;
import org.takeup.plugin.api.lms.LearningRecord.OrgUnit;
import org.takeup.plugin.api.lms.LearningRecord.Person;
import org.takeup.plugin.api.lms.LearningRecord.Person.Role;
import org.takeup.plugin.api.lms.LearningRecord.Removed;
import org.takeup.plugin.api.lms.UnreadableSource;
import org.takeup.plugin.testkit.MemoryArchive;
import org.takeup.plugin.testkit.RecordedSink;

class OneRosterTest {
    @Test
    void aCompleteExportBecomesRecordsInReferenceOrder() throws Exception {
        RecordedSink read = SampleExport.read(SampleExport.oneDotOne());

        assertEquals(List.of(), read.rejections());
        assertEquals(
                List.of(
                        new OrgUnit("head", "Head office", null),
                        new OrgUnit("north", "North", "head"),
                        new Person("u-1", "Ann Abel", "ann@corp.example", List.of("north", "head"), Role.LEARNER, true),
                        new Person("u-2", "Bob Berg, Jr", null, List.of("north"), Role.LEARNER, true),
                        new Person("u-3", "Tess Thiel", "tess@corp.example", List.of("head"), Role.TEACHER, false),
                        new Course("c-1", "Better meetings"),
                        new Offering("k-1", "c-1", "Better meetings 2026", day("2026-02-01"), day("2026-07-31")),
                        new Enrolment("e-1", "u-1", "k-1", day("2026-01-15"), null),
                        new Enrolment("e-2", "u-2", "k-1", day("2026-01-20"), day("2026-03-01")),
                        new Activity("r-1", "u-1", "k-1", day("2026-03-02")),
                        new Completion("r-2", "u-1", "k-1", day("2026-07-31"), Outcome.PASSED_WITH_DISTINCTION)),
                read.records());
    }

    @Test
    void versionOneDotTwoTakesRolesAndUnitsFromTheRolesFile() throws Exception {
        RecordedSink read = SampleExport.read(SampleExport.oneDotTwo());

        assertEquals(List.of(), read.rejections());
        assertEquals(
                List.of(
                        new Person("u-1", "Ann Abel", "ann@corp.example", List.of("north", "head"), Role.LEARNER, true),
                        new Person("u-2", "Bob Berg", null, List.of("north"), Role.LEARNER, true),
                        new Person("u-3", "Tess Thiel", null, List.of("head"), Role.ADMINISTRATOR, true)),
                read.records(Person.class));
    }

    @Test
    void theCompletionCategoryIsASetting() throws Exception {
        RecordedSink read = SampleExport.read(
                SampleExport.oneDotOne()
                        .with("results.csv", SampleExport.RESULTS_HEADER, "r-1,,,l-work,u-1,,1,2026-03-02,"),
                Map.of("completionCategory", "work"));

        assertEquals(
                List.of(new Completion("r-1", "u-1", "k-1", day("2026-03-02"), Outcome.PASSED)),
                read.records(Completion.class));
    }

    @Test
    void whatTheSourceHasDeletedIsRemovedAsItsOwnKind() throws Exception {
        RecordedSink read = SampleExport.read(SampleExport.oneDotOne()
                .with("enrollments.csv", SampleExport.ENROLLMENTS_HEADER, "e-1,tobedeleted,,k-1,,u-gone,student,,,")
                .with(
                        "results.csv",
                        SampleExport.RESULTS_HEADER,
                        "r-1,tobedeleted,,l-work,u-gone,,,,",
                        "r-2,ToBeDeleted,,l-end,u-gone,,,,"));

        assertEquals(
                List.of(
                        new Removed("e-1", Removed.Kind.ENROLMENT),
                        new Removed("r-1", Removed.Kind.ACTIVITY),
                        new Removed("r-2", Removed.Kind.COMPLETION)),
                read.records(Removed.class));
        assertEquals(List.of(), read.rejections());
    }

    @Test
    void anUnknownUserInRow70001IsReportedAndTheOtherRowsAreRead() throws Exception {
        String[] rows = new String[100_001];
        rows[0] = SampleExport.RESULTS_HEADER;
        for (int i = 1; i < rows.length; i++) {
            rows[i] = "r-" + i + ",active,,l-work," + (i == 70_000 ? "u-99" : "u-2") + ",submitted,,2026-03-02,";
        }
        RecordedSink read = SampleExport.read(SampleExport.oneDotOne().with("results.csv", rows));

        assertEquals(99_999, read.records(Activity.class).size());
        assertEquals(1, read.rejections().size());
        assertEquals(70_001, read.rejections().getFirst().at().line());
        assertEquals(
                "studentSourcedId names u-99, which is not in users.csv (results.csv, line 70001): the row was left out."
                        + " Export users.csv together with results.csv.",
                read.rejections().getFirst().message());
    }

    @Test
    void everyKindOfBadRowIsNamedWithItsLineAndItsRemedy() throws Exception {
        RecordedSink read = SampleExport.read(SampleExport.oneDotOne()
                .with(
                        "results.csv",
                        SampleExport.RESULTS_HEADER,
                        "r-1,,,l-9,u-1,,,2026-03-02,",
                        "r-2,,,l-end,u-1,,7,2026-03-02,",
                        "r-3,,,l-end,u-1,,1,,",
                        "r-4,,,l-work,u-1,,,someday,",
                        ",,,l-work,u-1,,,2026-03-02,",
                        "r-6,,,l-work,u-1",
                        "r-7,,,l-work,u-1,\"sub\"mitted,,2026-03-02,",
                        "r-8,,,l-work,u-1,submitted,,2026-03-02,",
                        "r-9,,,l-work,u-1,submitted,,2026-03-02,\"open"));

        assertEquals(List.of("r-8"), ids(read.records(Activity.class)));
        assertEquals(
                List.of(
                        "lineItemSourcedId names l-9, which is not in lineItems.csv (results.csv, line 2)",
                        "Score 7 in results.csv, line 3, is no final result",
                        "scoreDate is empty in results.csv, line 4",
                        "scoreDate \"someday\" in results.csv, line 5, is not a date such as 2026-03-31",
                        "sourcedId is empty in results.csv, line 6",
                        "results.csv, line 7, has 5 fields and the header has 9",
                        "Text follows a closing quote in results.csv, line 8",
                        "A quote that is opened in results.csv, line 10, is never closed"),
                read.rejections().stream()
                        .map(rejection -> rejection.message().split(": (the row|lines)", 2)[0])
                        .toList());
    }

    @Test
    void brokenBytesSpoilTheirRowOnly() throws Exception {
        byte[] rows = (SampleExport.RESULTS_HEADER
                        + "\nr-1,,,l-work,u-1,,,2026-03-02,caf?\nr-2,,,l-work,u-1,,,2026-03-03,\n")
                .getBytes(StandardCharsets.US_ASCII);
        rows[new String(rows, StandardCharsets.US_ASCII).indexOf('?')] = (byte) 0xE9;
        RecordedSink read = SampleExport.read(SampleExport.oneDotOne().withBytes("results.csv", rows));

        assertEquals(List.of("r-2"), ids(read.records(Activity.class)));
        assertEquals(
                "results.csv, line 2, holds bytes that are not UTF-8: the row was left out. Export the file in UTF-8.",
                read.rejections().getFirst().message());
    }

    @Test
    void aFileThatDoesNotFitIntoMemoryIsRefusedWithItsNameAndWhatToDo() {
        String[] rows = new String[Reading.MOST_HELD + 2];
        rows[0] = "sourcedId,name";
        for (int i = 1; i < rows.length; i++) {
            rows[i] = "o" + i + ",Unit";
        }
        var unreadable = assertThrows(
                UnreadableSource.class,
                () -> SampleExport.read(SampleExport.oneDotOne().with("orgs.csv", rows)));
        String words = unreadable.text().in(Locale.ENGLISH);
        assertTrue(words.contains("orgs.csv") && words.contains("upload the parts"), words);
    }

    @Test
    void anAddressThatMailCannotReachIsReportedAndThePersonTakenWithoutIt() throws Exception {
        RecordedSink read = SampleExport.read(SampleExport.oneDotOne()
                .with(
                        "users.csv",
                        "sourcedId,role,givenName,familyName,email,orgSourcedIds",
                        "u-1,student,Ann,Abel,müller@corp.example,north",
                        "u-2,student,Bob,Berg,a..b@corp.example,north",
                        "u-3,student,Cy,Cole,cy@corp@example,north",
                        "u-4,student,Dee,Dorn,dee.d+x@corp.example,north"));

        assertEquals(
                java.util.Arrays.asList(null, null, null, "dee.d+x@corp.example"),
                read.records(Person.class).stream().map(Person::email).toList());
        assertEquals(
                List.of(2L, 3L, 4L),
                read.rejections().stream()
                        .filter(rejection -> rejection.why().where().equals("email"))
                        .map(rejection -> rejection.at().line())
                        .toList());
    }

    @Test
    void anUnknownRoleIsReadAsOtherAndReportedAsAWarning() throws Exception {
        RecordedSink read = SampleExport.read(SampleExport.oneDotOne()
                .with(
                        "users.csv",
                        "sourcedId,role,givenName,familyName,email,orgSourcedIds",
                        "u-1,wizard,Ann,Abel,nonsense,nowhere",
                        "u-2,student,Bob,Berg,,north"));

        assertEquals(
                new Person("u-1", "Ann Abel", null, List.of(), Role.OTHER, true),
                read.records(Person.class).getFirst());
        assertEquals(3, read.rejections().size());
        assertTrue(read.rejections().stream()
                .allMatch(rejection -> rejection.why().severity() == Finding.Severity.WARNING));
        assertFalse(read.rejections().toString().contains("nonsense"), "no address in a report");
    }

    @Test
    void aLearnerWhoStaysToTheEndHasNoLeavingDateAndAnUnknownEnrolmentRoleIsLeftOut() throws Exception {
        RecordedSink read = SampleExport.read(SampleExport.oneDotOne()
                .with(
                        "enrollments.csv",
                        SampleExport.ENROLLMENTS_HEADER,
                        "e-1,,,k-1,,u-1,student,,2026-01-15,2026-07-31",
                        "e-2,,,k-1,,u-2,visitor,,,",
                        "e-3,,,k-9,,u-2,student,,,"));

        assertEquals(
                List.of(new Enrolment("e-1", "u-1", "k-1", day("2026-01-15"), null)), read.records(Enrolment.class));
        assertEquals(2, read.rejections().size());
    }

    @Test
    void aDeltaExportMayNameWhatAnEarlierOneBrought() throws Exception {
        RecordedSink read = SampleExport.read(MemoryArchive.empty()
                .with("manifest.csv", "propertyName,value", "oneroster.version,1.1", "file.enrollments,delta")
                .with(
                        "enrollments.csv",
                        SampleExport.ENROLLMENTS_HEADER,
                        "e-9,active,2026-11-01T00:00:00Z,k-77,,u-77,student,,2026-11-01,"));

        assertEquals(List.of(), read.rejections());
        assertEquals(List.of("e-9"), ids(read.records()));
    }

    @Test
    void unitsInACircleAreCutOpenAndReported() throws Exception {
        RecordedSink read = SampleExport.read(MemoryArchive.empty()
                .with("orgs.csv", "sourcedId,name,parentSourcedId", "a,A,b", "b,B,a", "c,C,nowhere"));

        assertEquals(
                List.of(new OrgUnit("b", "B", null), new OrgUnit("a", "A", "b"), new OrgUnit("c", "C", null)),
                read.records());
        assertEquals(2, read.rejections().size());
    }

    @Test
    void anExportZippedWithItsFolderIsRead() throws Exception {
        MemoryArchive flat = SampleExport.oneDotOne();
        MemoryArchive foldered = MemoryArchive.empty();
        for (String name : flat.names()) {
            foldered = foldered.withBytes("export/" + name, flat.open(name).readAllBytes());
        }

        assertEquals(
                SampleExport.read(flat).records(), SampleExport.read(foldered).records());
    }

    @Test
    void readingAgainGivesEqualRecordsAndProgressGrowsToTheEnd() throws Exception {
        RecordedSink first = SampleExport.read(SampleExport.oneDotOne());

        assertEquals(
                first.records(), SampleExport.read(SampleExport.oneDotOne()).records());
        assertEquals(first.progress().stream().sorted().toList(), first.progress());
    }

    @Test
    void anInterruptedThreadStopsReading() {
        Thread.currentThread().interrupt();

        assertThrows(InterruptedException.class, () -> SampleExport.read(SampleExport.oneDotOne()));
        assertFalse(Thread.interrupted());
    }

    @Test
    void aHeaderThatDoesNotFitIsRefusedBeforeAnythingIsRead() {
        MemoryArchive wrong =
                SampleExport.oneDotOne().with("results.csv", "sourcedId,lineItem,studentSourcedId", "r-1,l-work,u-1");

        assertEquals(
                List.of(
                        "Column lineItemSourcedId is missing in results.csv. Export again with all columns of the OneRoster"
                                + " standard.",
                        "Column lineItem in results.csv is not known and is passed over. If it is misspelt, correct it and"
                                + " upload again."),
                messages(wrong));
        assertThrows(UnreadableSource.class, () -> SampleExport.read(wrong));
    }

    @Test
    void whatCannotBeAnExportSaysWhatToDo() {
        assertEquals(
                "No file was uploaded.",
                firstSentence(new OneRoster()
                        .check(new ConnectorContext(Map.of(), Optional.empty()))
                        .getFirst()));
        assertTrue(messages(MemoryArchive.empty().with("holiday.jpg", "x"))
                .getFirst()
                .startsWith("This zip file holds no"));
        assertTrue(messages(SampleExport.oneDotOne().withBytes("users.csv", new byte[0]))
                .getFirst()
                .startsWith("users.csv is empty"));
        assertTrue(messages(SampleExport.oneDotOne().with("orgs.csv", "sourcedId;name"))
                .getFirst()
                .startsWith("orgs.csv is separated by semicolons"));
        assertTrue(messages(SampleExport.oneDotOne()
                        .withBytes("orgs.csv", "sourcedId,name".getBytes(StandardCharsets.UTF_16LE)))
                .getFirst()
                .startsWith("The first line of orgs.csv is not a header"));
        assertTrue(messages(SampleExport.oneDotOne().with("manifest.csv", "propertyName,value", "oneroster.version,3"))
                .getFirst()
                .startsWith("The manifest says OneRoster 3."));
        assertTrue(messages(SampleExport.oneDotOne().without("users.csv"))
                .getFirst()
                .startsWith("The manifest announces users.csv"));
        assertTrue(messages(MemoryArchive.empty().with("users.csv", "sourcedId,givenName,familyName")).stream()
                .anyMatch(message -> message.startsWith("Column role is missing in users.csv")));
    }

    @Test
    void aGoodExportHasNothingToReport() {
        assertEquals(List.of(), messages(SampleExport.oneDotOne()));
        assertEquals(List.of(), messages(SampleExport.oneDotTwo()));
    }

    private static List<String> messages(MemoryArchive archive) {
        return new OneRoster()
                .check(new ConnectorContext(Map.of(), Optional.of(archive))).stream()
                        .map(finding -> finding.message().in(Locale.ENGLISH))
                        .toList();
    }

    private static String firstSentence(Finding finding) {
        String message = finding.message().in(Locale.ENGLISH);
        return message.substring(0, message.indexOf('.') + 1);
    }

    private static List<String> ids(List<? extends LearningRecord> records) {
        return records.stream().map(LearningRecord::sourceId).toList();
    }

    private static LocalDate day(String iso) {
        return LocalDate.parse(iso);
    }
}
