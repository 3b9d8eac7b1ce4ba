package org.takeup.plugin.lms.oneroster;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.takeup.plugin.api.lms.LearningRecord.Course;
import org.takeup.plugin.api.lms.LearningRecord.Enrolment;
import org.takeup.plugin.api.lms.LearningRecord.Offering;
import org.takeup.plugin.api.lms.LearningRecord.Removed;
import org.takeup.plugin.api.lms.UnreadableSource;

/**
 * Courses, classes and enrolments.
 *
 * <p>A class starts with its first term and ends with its last. Only learners' enrolments are records: a teacher's row in
 * enrollments.csv is no take-up. An enrolment's end date is a leaving date only if it comes before the end of the class.
 */
final class TeachingReader {
    private final KnownIds users;
    private final KnownIds courses;
    private final KnownIds classes;
    private final Map<String, Term> terms = new HashMap<>();
    private final Map<String, LocalDate> classEnds = new HashMap<>();

    private record Term(
            @Nullable LocalDate starts, @Nullable LocalDate ends) {}

    private TeachingReader(Reading reading, KnownIds users) {
        this.users = users;
        this.courses = reading.idsOf(RosterFile.COURSES);
        this.classes = reading.idsOf(RosterFile.CLASSES);
    }

    /** Hands on courses, offerings and enrolments, and returns the ids of the classes. */
    static KnownIds read(Reading reading, KnownIds users) throws UnreadableSource, InterruptedException {
        TeachingReader teaching = new TeachingReader(reading, users);
        reading.eachHeld(RosterFile.SESSIONS, teaching::term);
        reading.each(RosterFile.COURSES, teaching::course);
        reading.eachHeld(RosterFile.CLASSES, teaching::offering);
        reading.each(RosterFile.ENROLLMENTS, teaching::enrolment);
        return teaching.classes;
    }

    private void term(Row row) throws LeftOut, InterruptedException {
        terms.put(row.id("sourcedId"), new Term(row.date("startDate"), row.date("endDate")));
    }

    private void course(Row row) throws LeftOut, InterruptedException {
        if (row.isRemoved()) {
            row.remove(Removed.Kind.COURSE);
            return;
        }
        String id = row.id("sourcedId");
        courses.add(id);
        row.accept(new Course(id, title(row, id)));
    }

    private void offering(Row row) throws LeftOut, InterruptedException {
        if (row.isRemoved()) {
            row.remove(Removed.Kind.OFFERING);
            return;
        }
        String id = row.id("sourcedId");
        String course = row.reference("courseSourcedId", courses, RosterFile.COURSES);
        List<Term> periods = row.ids("termSourcedIds").stream()
                .map(terms::get)
                .filter(Objects::nonNull)
                .toList();
        LocalDate ends = pick(periods, Term::ends, BinaryOperator.maxBy(Comparator.naturalOrder()));
        classes.add(id);
        if (ends != null) {
            classEnds.put(id, ends);
        }
        row.accept(new Offering(
                id,
                course,
                title(row, id),
                pick(periods, Term::starts, BinaryOperator.minBy(Comparator.naturalOrder())),
                ends));
    }

    private void enrolment(Row row) throws LeftOut, InterruptedException {
        if (!isLearner(row)) {
            return;
        }
        if (row.isRemoved()) {
            row.remove(Removed.Kind.ENROLMENT);
            return;
        }
        String id = row.id("sourcedId");
        String user = row.reference("userSourcedId", users, RosterFile.USERS);
        String offering = row.reference("classSourcedId", classes, RosterFile.CLASSES);
        LocalDate until = row.date("endDate");
        LocalDate classEnd = classEnds.get(offering);
        boolean stayed = until != null && classEnd != null && !until.isBefore(classEnd);
        row.accept(new Enrolment(id, user, offering, row.date("beginDate"), stayed ? null : until));
    }

    private static boolean isLearner(Row row) throws LeftOut {
        String role = row.text("role");
        return switch (role.toLowerCase(Locale.ROOT)) {
            case "student" -> true;
            case "teacher", "administrator", "proctor", "aide", "guardian", "parent", "relative" -> false;
            default ->
                throw row.leftOut(
                        "role", "unknown-enrolment-role", Map.of("value", role.isEmpty() ? "''" : Row.clipped(role)));
        };
    }

    private static String title(Row row, String id) {
        String title = row.name("title");
        return title.isEmpty() ? id : title;
    }

    private static @Nullable LocalDate pick(
            List<Term> terms, Function<Term, @Nullable LocalDate> date, BinaryOperator<LocalDate> which) {
        return terms.stream().map(date).filter(Objects::nonNull).reduce(which).orElse(null);
    }
}
