package org.takeup.learning;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
        if (ids().anyMatch(id -> id.isBlank() || id.length() > MOST_CHARACTERS)) {
            return Optional.of("An id is empty or longer than " + MOST_CHARACTERS + " characters. Correct it there.");
        }
        if (names().anyMatch(name -> name.length() > MOST_CHARACTERS)) {
            return Optional.of(
                    "A name or an e-mail address is longer than " + MOST_CHARACTERS + " characters. Shorten it there.");
        }
        return record instanceof LearningRecord.Person person
                        && person.unitIds().size() > MOST_UNITS
                ? Optional.of("A person has over " + MOST_UNITS + " units. Leave some out there.")
                : Optional.empty();
    }

    private Stream<String> ids() {
        Stream<@Nullable String> named = switch (record) {
            case LearningRecord.OrgUnit unit -> Stream.of(unit.parentId());
            case LearningRecord.Offering offering -> Stream.of(offering.courseId());
            case LearningRecord.Person person -> person.unitIds().stream();
            default -> Stream.of(person(), offering().orElse(null));
        };
        return Stream.concat(Stream.of(record.sourceId()), named.filter(Objects::nonNull));
    }

    private Stream<String> names() {
        return switch (record) {
            case LearningRecord.OrgUnit unit -> Stream.of(unit.name());
            case LearningRecord.Course course -> Stream.of(course.title());
            case LearningRecord.Offering offering -> Stream.of(offering.title());
            case LearningRecord.Person person ->
                Stream.of(person.displayName(), Objects.requireNonNullElse(person.email(), ""));
            default -> Stream.empty();
        };
    }
}
