package org.takeup.plugin.api.lms;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.takeup.plugin.api.MayGrow;

/**
 * One thing that an LMS knows. Ids are the source's own: at most 255 characters, unique per kind. The same id again
 * replaces the record; nothing is counted twice.
 */
@MayGrow
public sealed interface LearningRecord {
    /** The source's id of this record. */
    String sourceId();

    /** An organisational unit. */
    record OrgUnit(String sourceId, String name, @Nullable String parentId) implements LearningRecord {}

    /**
     * A person.
     *
     * @param unitIds the units they belong to, the main one first
     * @param email lower case, or null
     */
    record Person(
            String sourceId,
            String displayName,
            @Nullable String email,
            List<String> unitIds,
            Role role,
            boolean active)
            implements LearningRecord {
        public Person {
            unitIds = List.copyOf(unitIds);
        }

        /** What a person does in the LMS. */
        @MayGrow
        public enum Role {
            LEARNER,
            TEACHER,
            ADMINISTRATOR,
            OTHER
        }
    }

    /** A course, independent of when it is given. */
    record Course(String sourceId, String title) implements LearningRecord {}

    /** A course as given in a period: OneRoster's class, a presentation, a cohort. */
    record Offering(
            String sourceId,
            String courseId,
            String title,
            @Nullable LocalDate starts,
            @Nullable LocalDate ends) implements LearningRecord {}

    /**
     * A person on an offering.
     *
     * @param from the day they enrolled, or null if not known
     * @param until the day they left before its end, or null
     */
    record Enrolment(
            String sourceId,
            String personId,
            String offeringId,
            @Nullable LocalDate from,
            @Nullable LocalDate until) implements LearningRecord {}

    /** Something a person did in an offering on a day: handed in work, took a test. */
    record Activity(String sourceId, String personId, String offeringId, LocalDate on) implements LearningRecord {}

    /** The end of an offering for a person. */
    record Completion(String sourceId, String personId, String offeringId, LocalDate on, Outcome outcome)
            implements LearningRecord {
        /** How it ended. */
        @MayGrow
        public enum Outcome {
            PASSED,
            PASSED_WITH_DISTINCTION,
            FAILED
        }
    }

    /** The source says that a record is gone. */
    record Removed(String sourceId, Kind of) implements LearningRecord {
        /** The kinds of records that can go. */
        @MayGrow
        public enum Kind {
            ORG_UNIT,
            PERSON,
            COURSE,
            OFFERING,
            ENROLMENT,
            ACTIVITY,
            COMPLETION
        }
    }
}
