package org.takeup.learning;

import java.util.Optional;
import java.util.stream.Stream;
import org.takeup.plugin.api.lms.LearningRecord;
import org.takeup.plugin.api.lms.SourceLine;

/**
 * A record as a connector handed it over.
 *
 * @param counts whether it is to be counted; not if an earlier run of the same import has counted it
 */
record Row(LearningRecord record, SourceLine at, boolean counts) {
    private static final int MOST_CHARACTERS = 255;
    private static final int MOST_UNITS = 100;

    RecordKind kind() {
        return RecordKind.of(record);
    }

    /** The person that the record is about; only for kinds that are about one, and not for removed facts. */
    String person() {
        return switch (record) {
            case LearningRecord.Enrolment enrolment -> enrolment.personId();
            case LearningRecord.Activity activity -> activity.personId();
            case LearningRecord.Completion completion -> completion.personId();
            default -> record.sourceId();
        };
    }

    /** The offering that a fact names. */
    Optional<String> offering() {
        return switch (record) {
            case LearningRecord.Enrolment enrolment -> Optional.of(enrolment.offeringId());
            case LearningRecord.Activity activity -> Optional.of(activity.offeringId());
            case LearningRecord.Completion completion -> Optional.of(completion.offeringId());
            default -> Optional.empty();
        };
    }

    /** What the platform cannot store, whatever the connector let through. */
    Optional<String> misfit() {
        boolean badId = Stream.concat(Stream.of(record.sourceId(), person()), offering().stream())
                .anyMatch(id -> id.isBlank() || id.length() > MOST_CHARACTERS);
        if (badId) {
            return Optional.of("An id is empty or longer than " + MOST_CHARACTERS + " characters. Correct it there.");
        }
        boolean tooLong = switch (record) {
            case LearningRecord.OrgUnit unit -> unit.name().length() > MOST_CHARACTERS;
            case LearningRecord.Course course -> course.title().length() > MOST_CHARACTERS;
            case LearningRecord.Offering offering -> offering.title().length() > MOST_CHARACTERS;
            case LearningRecord.Person person ->
                person.displayName().length() > MOST_CHARACTERS
                        || person.unitIds().size() > MOST_UNITS;
            default -> false;
        };
        return tooLong
                ? Optional.of("A name is longer than " + MOST_CHARACTERS + " characters, or a person has over "
                        + MOST_UNITS + " units. Shorten it there.")
                : Optional.empty();
    }
}
