package org.takeup.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A sample organisation's learning data as a OneRoster 1.1 bulk export, the file that an LMS would give. The same company and
 * day give the same bytes. All people and results are invented.
 */
public final class SampleLearning {
    private final Company company;
    private final LocalDate today;
    private final String modified;
    private final List<String> units;
    private final List<String> courses;
    private final List<Learner> learners;
    private final List<LearningHistory.Enrolment> enrolments;

    /**
     * Invents the data.
     *
     * @param company whose data it is
     * @param today the day up to which there are results
     */
    public SampleLearning(Company company, LocalDate today) {
        this.company = company;
        this.today = today;
        this.modified = today + "T00:00:00Z";
        this.units = lines("units");
        this.courses = lines("courses");
        SplittableRandom random = new SplittableRandom(company.alias().hashCode());
        this.learners = List.copyOf(Colleagues.of(company, units, random));
        LearningHistory history = new LearningHistory(today, random);
        learners.forEach(learner -> history.live(learner, courses.size()));
        this.enrolments = history.enrolments();
    }

    /** Everybody in the export; the people who can sign in come first. */
    public List<Learner> learners() {
        return learners;
    }

    /** The names of the organisational units; {@link Learner#unit} counts into them. */
    public List<String> units() {
        return units;
    }

    /** The day on which the sample plan began, from which on learning rises in the first four units. */
    public LocalDate planStart() {
        return today.minusWeeks(LearningHistory.WEEKS - LearningHistory.PLAN_STARTS);
    }

    /** Writes the zip, over an older one if there is one. */
    public void write(Path zip) throws IOException {
        Files.createDirectories(zip.toAbsolutePath().getParent());
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream packed = new ZipOutputStream(out)) {
            for (CsvFile file : files()) {
                ZipEntry entry = new ZipEntry(file.name());
                entry.setTimeLocal(today.atStartOfDay());
                packed.putNextEntry(entry);
                packed.write(file.toString().getBytes(StandardCharsets.UTF_8));
                packed.closeEntry();
            }
        }
    }

    private List<CsvFile> files() {
        return List.of(
                manifest(),
                orgs(),
                sessions(),
                courses(),
                classes(),
                categories(),
                lineItems(),
                users(),
                enrollments(),
                results());
    }

    private CsvFile manifest() {
        CsvFile file = new CsvFile("manifest.csv", "propertyName,value")
                .row("manifest.version", "1.0")
                .row("oneroster.version", "1.1");
        for (String part : List.of(
                "academicSessions",
                "categories",
                "classes",
                "courses",
                "enrollments",
                "lineItems",
                "orgs",
                "results",
                "users")) {
            file.row("file." + part, "bulk");
        }
        for (String part : List.of("classResources", "courseResources", "demographics", "resources")) {
            file.row("file." + part, "absent");
        }
        return file.row("source.systemName", company.title() + " learning (sample)")
                .row("source.systemCode", "sample");
    }

    private CsvFile orgs() {
        CsvFile file = new CsvFile("orgs.csv", "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId")
                .row("o-all", "active", modified, company.title(), "district", "", "");
        for (int unit = 0; unit < units.size(); unit++) {
            file.row(unitId(unit), "active", modified, units.get(unit), "school", "", "o-all");
        }
        return file;
    }

    private CsvFile sessions() {
        LocalDate from = today.minusWeeks(LearningHistory.WEEKS);
        LocalDate to = today.plusWeeks(12);
        return new CsvFile(
                        "academicSessions.csv",
                        "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear")
                .row("t-now", "active", modified, "Running year", "term", from, to, "", to.getYear());
    }

    private CsvFile courses() {
        CsvFile file = new CsvFile(
                "courses.csv",
                "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes");
        for (int course = 0; course < courses.size(); course++) {
            file.row("c-" + course, "active", modified, "", courses.get(course), "C" + course, "", "o-all", "", "");
        }
        return file;
    }

    private CsvFile classes() {
        CsvFile file = new CsvFile(
                "classes.csv",
                "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods");
        for (int course = 0; course < courses.size(); course++) {
            file.row(
                    classId(course),
                    "active",
                    modified,
                    courses.get(course),
                    "",
                    "c-" + course,
                    "K" + course,
                    "scheduled",
                    "",
                    "o-all",
                    "t-now",
                    "",
                    "",
                    "");
        }
        return file;
    }

    private CsvFile categories() {
        return new CsvFile("categories.csv", "sourcedId,status,dateLastModified,title")
                .row("g-part", "active", modified, "Part")
                .row("g-result", "active", modified, "Result");
    }

    private CsvFile lineItems() {
        CsvFile file = new CsvFile(
                "lineItems.csv",
                "sourcedId,status,dateLastModified,title,description,assignDate,dueDate,classSourcedId,categorySourcedId,gradingPeriodSourcedId,resultValueMin,resultValueMax");
        LocalDate from = today.minusWeeks(LearningHistory.WEEKS);
        LocalDate to = today.plusWeeks(12);
        for (int course = 0; course < courses.size(); course++) {
            for (int part = 1; part <= LearningHistory.HAND_INS; part++) {
                file.row(
                        "l-" + course + "-" + part,
                        "active",
                        modified,
                        "Part " + part,
                        "",
                        from,
                        to,
                        classId(course),
                        "g-part",
                        "t-now",
                        0,
                        100);
            }
            file.row(
                    "l-" + course + "-result",
                    "active",
                    modified,
                    "Result",
                    "",
                    from,
                    to,
                    classId(course),
                    "g-result",
                    "t-now",
                    0,
                    2);
        }
        return file;
    }

    private CsvFile users() {
        CsvFile file = new CsvFile(
                "users.csv",
                "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password");
        for (Learner learner : learners) {
            file.row(
                    learner.sourcedId(),
                    "active",
                    modified,
                    "true",
                    unitId(learner.unit()),
                    "student",
                    learner.employeeNumber(),
                    "",
                    learner.givenName(),
                    learner.familyName(),
                    "",
                    learner.employeeNumber(),
                    learner.email(),
                    "",
                    "",
                    "",
                    "",
                    "");
        }
        return file;
    }

    private CsvFile enrollments() {
        CsvFile file = new CsvFile(
                "enrollments.csv",
                "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate");
        for (LearningHistory.Enrolment enrolment : enrolments) {
            Object left = enrolment.outcome instanceof LearningHistory.Outcome.Left(LocalDate day) ? day : "";
            file.row(
                    "e-" + key(enrolment),
                    "active",
                    modified,
                    classId(enrolment.course),
                    "o-all",
                    enrolment.learner.sourcedId(),
                    "student",
                    "false",
                    enrolment.from,
                    left);
        }
        return file;
    }

    private CsvFile results() {
        CsvFile file = new CsvFile(
                "results.csv",
                "sourcedId,status,dateLastModified,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate,comment");
        for (LearningHistory.Enrolment enrolment : enrolments) {
            String learner = enrolment.learner.sourcedId();
            int part = 0;
            for (LocalDate day : enrolment.handIns) {
                part++;
                file.row(
                        "r-" + key(enrolment) + "-" + part,
                        "active",
                        modified,
                        "l-" + enrolment.course + "-" + part,
                        learner,
                        "submitted",
                        "",
                        day,
                        "");
            }
            if (enrolment.outcome instanceof LearningHistory.Outcome.Ended(LocalDate day, int result)) {
                file.row(
                        "r-" + key(enrolment) + "-result",
                        "active",
                        modified,
                        "l-" + enrolment.course + "-result",
                        learner,
                        "fully graded",
                        result,
                        day,
                        "");
            }
        }
        return file;
    }

    private List<String> lines(String kind) {
        return Resources.text("learning/" + company.alias() + "-" + kind + ".txt")
                .lines()
                .toList();
    }

    private static String key(LearningHistory.Enrolment enrolment) {
        return enrolment.learner.employeeNumber() + "-" + enrolment.course;
    }

    private static String unitId(int unit) {
        return "o-" + unit;
    }

    private static String classId(int course) {
        return "k-" + course;
    }
}
