package org.takeup.learning;

import org.takeup.plugin.api.lms.LearningRecord;
import org.takeup.plugin.api.lms.LearningRecord.Removed;

/** The kinds of learning records, in the order in which a source gives them. */
public enum RecordKind {
    UNIT("Units"),
    PERSON("People"),
    COURSE("Courses"),
    OFFERING("Offerings"),
    ENROLMENT("Enrolments"),
    ACTIVITY("Activities"),
    COMPLETION("Completions");

    private final String label;

    RecordKind(String label) {
        this.label = label;
    }

    /** What people call many of them. */
    public String label() {
        return label;
    }

    /** Whether records of this kind are kept with the person they are about. */
    boolean isAboutAPerson() {
        return this == PERSON || compareTo(OFFERING) > 0;
    }

    static RecordKind of(LearningRecord record) {
        return switch (record) {
            case LearningRecord.OrgUnit _ -> UNIT;
            case LearningRecord.Person _ -> PERSON;
            case LearningRecord.Course _ -> COURSE;
            case LearningRecord.Offering _ -> OFFERING;
            case LearningRecord.Enrolment _ -> ENROLMENT;
            case LearningRecord.Activity _ -> ACTIVITY;
            case LearningRecord.Completion _ -> COMPLETION;
            case Removed removed -> of(removed.of());
        };
    }

    private static RecordKind of(Removed.Kind kind) {
        return switch (kind) {
            case ORG_UNIT -> UNIT;
            case PERSON -> PERSON;
            case COURSE -> COURSE;
            case OFFERING -> OFFERING;
            case ENROLMENT -> ENROLMENT;
            case ACTIVITY -> ACTIVITY;
            case COMPLETION -> COMPLETION;
        };
    }
}
